using System.Collections.Immutable;
using Orleans;
using OrleansChat.Delivery;
using OrleansChat.Inbox;

namespace OrleansChat.Users;

public sealed partial class UserGrain
{
    // A frontend that does not answer in this time has no say: its sockets are dead with it, or its sessions compare heads.
    private static readonly TimeSpan CensusMax = TimeSpan.FromSeconds(2);

    /// <summary>Asks the live frontends which sockets of this user are there, because the activation before this one took that with it.</summary>
    private async Task TakeCensusAsync()
    {
        try
        {
            var live = await GrainFactory.GetGrain<IFrontendRegistryGrain>(0).GetLiveAsync().WaitAsync(CensusMax, services.Clock);
            var answers = await Task.WhenAll(live.Select(AskAsync));

            // Each frontend answers oldest first; between frontends the fed ones count as newer, for the newest that asked is fed.
            _sessions.Restore([.. answers.SelectMany(sessions => sessions).OrderBy(session => session.IsFed)]);
            if (!_sessions.Frontends.IsEmpty) _inbox.HintHead(_sessions.Frontends);
        }
        catch (Exception exception)
        {
            // Never fails a caller: without a census the sessions compare heads and claim again.
            LogCensusFailed(exception, Id);
        }
    }

    private async Task<ImmutableArray<OpenSession>> AskAsync(FrontendRef frontend)
    {
        try
        {
            return await frontend.Control.WhoIsThereAsync(Id).WaitAsync(CensusMax, services.Clock);
        }
        catch (Exception exception)
        {
            LogFrontendSilent(exception, frontend.Id, Id);
            return [];
        }
    }
}
