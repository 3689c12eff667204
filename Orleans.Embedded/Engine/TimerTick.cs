namespace Orleans.Embedded;

/// <summary>One tick in the mailbox; used again for every tick of its timer, of which there is one at a time.</summary>
internal sealed class TimerTick(GrainTimer timer, bool interleaves, bool keepsAlive) : Request
{
    public override string Name => $"{timer.Activation.GrainId}.timer";

    public override bool Interleaves => interleaves;

    public override bool IsLocal => true;

    public override bool KeepsAlive => keepsAlive;

    public override void Fail(Exception exception)
    {
    }

    protected override Task Invoke(RequestQueue target) => timer.TickAsync();

    protected override void Answer(Task completed) => timer.OnTicked(completed);
}
