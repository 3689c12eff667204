using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using OrleansChat.Inbox;
using OrleansChat.Users;

namespace OrleansChat.Delivery;

/// <summary>What a grain may ask of a frontend beside taking hints. Every method only enqueues or reads memory.</summary>
[Alias("chat.frontend-control")]
public interface IFrontendControl : IGrainObserver
{
    /// <summary>The app has asked for its backlog: its sessions may be fed.</summary>
    /// <remarks>Callers: UserGrain. Calls: no grain in the turn. Order: none. Idempotent. Durable: no. Errors: none; may be lost.</remarks>
    [Alias("arm"), OneWay] Task ArmAsync(UserId user, string app);

    /// <summary>A newer session of the app takes over: stop feeding this one, wait for its receipts, then call <see cref="IUserGrain.ReleasedAsync"/>.</summary>
    /// <remarks>Callers: UserGrain. Calls: no grain in the turn. Order: none. Idempotent. Durable: no. Errors: none; may be lost.</remarks>
    [Alias("release"), OneWay] Task ReleaseAsync(UserId user, Guid session);

    /// <summary>The fed session of the app has ended: the newest armed one that is left may claim the feed.</summary>
    /// <remarks>Callers: UserGrain. Calls: no grain in the turn. Order: none. Idempotent. Durable: no. Errors: none; may be lost,
    /// an armed session that is not fed asks again every few seconds.</remarks>
    [Alias("offer"), OneWay] Task OfferFeedAsync(UserId user, string app);

    /// <summary>Ends the TCP connection of a session that did not release in time, without a close frame (design.md invariant 5).</summary>
    /// <remarks>Callers: UserGrain. Calls: no grain in the turn. Order: none. Idempotent. Durable: no. Errors: none; may be lost.</remarks>
    [Alias("abort"), OneWay] Task AbortAsync(UserId user, Guid session);

    /// <summary>The user's account changed: forget what the cache of callers holds.</summary>
    /// <remarks>Callers: UserGrain. Calls: no grain. Order: none. Idempotent. Durable: no. Errors: none; may be lost, the cache forgets after 2 s.</remarks>
    [Alias("forget"), OneWay] Task ForgetCallerAsync(UserId user);

    /// <summary>The sessions of a user that this frontend holds, oldest first.</summary>
    /// <remarks>Callers: UserGrain, when it activates. Calls: no grain. Order: none. Idempotent: a read. Durable: no. Errors: none.</remarks>
    [Alias("who")] Task<ImmutableArray<OpenSession>> WhoIsThereAsync(UserId user);
}
