using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded;

// Threads: turns of one activation only.
// I1: storage operations of one state run one after the other, in the order they were asked for, also among interleaving requests.

/// <summary>One stored state of one activation.</summary>
internal sealed class StoredState<TState>(Activation activation, string name, IGrainStorage storage) : IPersistentState<TState>, IStoredState
{
    private readonly GrainState<TState> _held = new(MakeEmpty());
    private Task _last = Task.CompletedTask;
    private bool _isRead;

    public TState State
    {
        get => _held.State!;
        set => _held.State = value;
    }

    public string? Etag => _held.ETag;

    public bool RecordExists => _isRead ? _held.RecordExists : throw new InvalidOperationException($"State \"{name}\" of {activation.GrainId} has not been read yet.");

    public Task ReadFirstAsync(CancellationToken cancellationToken) => ReadStateAsync(cancellationToken);

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) => _last = ReadAsync(_last, cancellationToken);

    public Task WriteStateAsync(CancellationToken cancellationToken) => _last = WriteAsync(_last, cancellationToken);

    public Task ClearStateAsync(CancellationToken cancellationToken) => _last = ClearAsync(_last, cancellationToken);

    private async Task ReadAsync(Task before, CancellationToken cancellationToken)
    {
        await OwnTurnAsync(before);
        try
        {
            await storage.ReadStateAsync(name, activation.GrainId, _held, cancellationToken);
            _held.State = Copy(_held.State) ?? MakeEmpty();
            _isRead = true;
        }
        catch (Exception exception)
        {
            throw Named(exception, "Reading");
        }
    }

    private async Task WriteAsync(Task before, CancellationToken cancellationToken)
    {
        await OwnTurnAsync(before);
        try
        {
            var sent = new GrainState<TState>(Copy(_held.State), _held.ETag) { RecordExists = _held.RecordExists };
            await storage.WriteStateAsync(name, activation.GrainId, sent, cancellationToken);
            _held.ETag = sent.ETag;
            _held.RecordExists = sent.RecordExists;
        }
        catch (Exception exception)
        {
            throw Named(exception, "Writing");
        }
    }

    private async Task ClearAsync(Task before, CancellationToken cancellationToken)
    {
        await OwnTurnAsync(before);
        try
        {
            await storage.ClearStateAsync(name, activation.GrainId, _held, cancellationToken);
            _held.State ??= MakeEmpty();
        }
        catch (Exception exception)
        {
            throw Named(exception, "Clearing");
        }
    }

    /// <summary>Orleans leaves the turn before every storage operation; code that relies on finishing in one turn must fail here too.</summary>
    private static async Task OwnTurnAsync(Task before)
    {
        await Task.Yield();
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private OrleansException Named(Exception exception, string what)
    {
        if (exception is OrleansException or OperationCanceledException) ExceptionDispatchInfo.Throw(exception);
        return new($"{what} state \"{name}\" of {activation.GrainId} failed: {exception.Message}", exception);
    }

    private TState? Copy(TState? state) => activation.Engine.Strict is null ? state : StrictMode.CopyState(state, $"\"{name}\" of {activation.GrainId}");

    private static TState MakeEmpty() =>
        typeof(TState).IsValueType || typeof(TState).GetConstructor(Type.EmptyTypes) is not null
            ? Activator.CreateInstance<TState>()
            : (TState)RuntimeHelpers.GetUninitializedObject(typeof(TState));
}
