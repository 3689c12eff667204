namespace Orleans.Embedded;

/// <summary>A call of a method that returns <see cref="Task"/>, <see cref="ValueTask"/> or nothing.</summary>
internal sealed class CallRequestWithoutResult(GrainMethod method, object?[] arguments) : CallRequest(method, arguments)
{
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Task Completion => _answer.Task;

    public override void Fail(Exception exception) => _answer.TrySetException(exception);

    public override void Cancel(CancellationToken token) => _answer.TrySetCanceled(token);

    protected override void AnswerCaller(Task completed, StrictMode? strict)
    {
        if (completed.IsCompletedSuccessfully) _answer.TrySetResult();
        else _answer.TrySetFromTask(completed);
    }
}
