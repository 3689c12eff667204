namespace Orleans.Embedded;

/// <summary>The activation or deactivation of one activation, as a request of its own: nothing else runs beside it.</summary>
internal sealed class LifecycleRequest(Activation activation, string step, Func<Task> run) : Request
{
    public override string Name => $"{activation.GrainId}.{step}";

    public override bool Interleaves => false;

    public override bool IsLocal => true;

    public override bool IsExclusive => true;

    public override void Fail(Exception exception)
    {
    }

    protected override Task Invoke(RequestQueue target) => run();

    protected override void Answer(Task completed)
    {
        // Both steps handle their own failures; nobody waits for the request itself.
    }
}
