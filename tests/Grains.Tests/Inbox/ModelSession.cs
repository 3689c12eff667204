using OrleansChat.Inbox;

namespace OrleansChat.Tests.Inbox;

/// <summary>One socket that keeps to the protocol of a session: it writes only while it is fed, lets go when told, and asks again when it may.</summary>
internal sealed class ModelSession(ModelFrontend frontend, OpenSession opened)
{
    private readonly HashSet<long> _wrote = [];
    private long _written;
    private long _receipt;

    public OpenSession Opened => opened;

    public Guid Id => opened.Session;

    public ModelState State { get; private set; }

    /// <summary>Whether a message that this socket wrote may come again on another one.</summary>
    public bool MayRepeat(long sequence) =>
        _wrote.Contains(sequence) && ((State == ModelState.Closed && sequence > _receipt) || frontend.WasEnded(this));

    public async Task ClaimAsync()
    {
        if (State != ModelState.Silent) return;
        State = ModelState.Claiming;
        await frontend.DelayAsync();
        var outcome = await frontend.Bench.Sessions.ClaimAsync(Id);
        await frontend.DelayAsync();
        if (State != ModelState.Claiming) return;
        State = outcome.IsGranted ? ModelState.Fed : ModelState.Silent;
        if (!outcome.IsGranted) return;
        _written = _receipt = Math.Max(_receipt, outcome.Confirmed);
        _ = PumpAsync();
    }

    public async Task ReleaseAsync()
    {
        switch (State)
        {
            case ModelState.Fed when frontend.SaysReleasedAndGoesOn:
                break;
            case ModelState.Fed when _receipt < _written:
                State = ModelState.Releasing;
                return;
            case ModelState.Closed or ModelState.Releasing:
                return;
            case ModelState.Fed or ModelState.Claiming:
                State = ModelState.Silent;
                break;
        }

        await TellReleasedAsync();
    }

    public Task AbortAsync() => CloseAsync();

    public async Task CloseAsync()
    {
        if (State == ModelState.Closed) return;
        State = ModelState.Closed;
        await frontend.DelayAsync();
        frontend.Bench.Sessions.Confirm(Id, InboxBench.LogOfUser, _receipt);
        await frontend.Bench.Sessions.CloseAsync(Id);
    }

    private async Task PumpAsync()
    {
        while (State is ModelState.Fed or ModelState.Releasing)
        {
            if (State == ModelState.Fed && _written < frontend.Bench.Writer.Head)
            {
                _written++;
                _wrote.Add(_written);
                frontend.Receive(this, _written);
            }

            await frontend.DelayAsync();
            if (State is not (ModelState.Fed or ModelState.Releasing)) return;
            _receipt = _written;
            if (State == ModelState.Releasing)
            {
                State = ModelState.Silent;
                await TellReleasedAsync();
                return;
            }

            frontend.Bench.Sessions.Confirm(Id, InboxBench.LogOfUser, _receipt);
        }
    }

    private async Task TellReleasedAsync()
    {
        await frontend.DelayAsync();
        frontend.Bench.Sessions.Confirm(Id, InboxBench.LogOfUser, _receipt);
        frontend.Bench.Sessions.Released(Id);
    }
}
