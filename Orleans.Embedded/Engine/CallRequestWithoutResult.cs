namespace Orleans.Embedded;

/// <summary>A call of a method that returns <see cref="Task"/>, <see cref="ValueTask"/> or nothing.</summary>
internal sealed class CallRequestWithoutResult(GrainMethod method, object?[] arguments, TaskCreationOptions answering) : CallRequest(method, arguments)
{
    private readonly TaskCompletionSource _answer = new(answering);

    public override Task Completion => _answer.Task;

    public override void Cancel(CancellationToken token) => _answer.TrySetCanceled(token);

    protected override void FailCaller(Exception exception) => _answer.TrySetException(exception);

    protected override void AnswerCaller(Task completed, StrictMode? strict)
    {
        if (completed.IsCompletedSuccessfully) _answer.TrySetResult();
        else _answer.TrySetFromTask(completed);
    }
}
