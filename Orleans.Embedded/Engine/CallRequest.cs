using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>One call of one method.</summary>
internal abstract class CallRequest(GrainMethod method, object?[] arguments) : Request
{
    private CallCancellation? _cancellation;
    private List<SharedObject>? _shared;

    public GrainMethod Method => method;

    public override bool Interleaves => method.Interleaves;

    public override string Name => $"{Target?.GrainId}.{method.Name}";

    public override bool IsAnswered => !method.IsOneWay && Completion.IsCompleted;

    /// <summary>What the caller waits for.</summary>
    public abstract Task Completion { get; }

    protected object?[] Arguments { get; private set; } = arguments;

    /// <summary>Gives the target a token of its own, cancelled in a turn of the target when the caller's token is.</summary>
    /// <returns>False when the caller's token is cancelled already: the call is then not sent.</returns>
    public bool TryLinkCancellation()
    {
        if (method.CancellationIndex < 0) return true;
        var token = (CancellationToken)Arguments[method.CancellationIndex]!;
        if (!token.CanBeCanceled) return true;
        if (token.IsCancellationRequested)
        {
            Cancel(token);
            return false;
        }

        _cancellation = new(this);
        Arguments[method.CancellationIndex] = _cancellation.Token;
        _cancellation.Listen(token);
        return true;
    }

    /// <summary>Replaces the arguments by what would arrive at another machine.</summary>
    public void CopyArguments(StrictMode strict, GrainId target) => _shared = strict.CopyArguments(method, Arguments, $"{target}.{method.Name}");

    /// <summary>Ends the caller's wait.</summary>
    public abstract void Cancel(CancellationToken token);

    public sealed override void Fail(Exception exception)
    {
        _cancellation?.Release();
        FailCaller(exception);
    }

    protected abstract void FailCaller(Exception exception);

    protected sealed override Task Invoke(RequestQueue target)
    {
        var instance = target.Instance ?? throw target.Gone();
        return method.Invoke(instance, Arguments);
    }

    protected sealed override void Answer(Task completed)
    {
        Arguments = [];
        _cancellation?.Release();
        var strict = Target!.Engine.Strict;
        strict?.Check(_shared);
        if (method.IsOneWay)
        {
            if (completed.IsFaulted) Target!.Engine.LogOneWayFailed(completed.Exception!.InnerException!, Name);
            return;
        }

        if (strict is { LosesAnswer: true }) Fail(Target.Engine.TimedOut(this));
        else AnswerCaller(completed, strict);
    }

    protected abstract void AnswerCaller(Task completed, StrictMode? strict);
}
