namespace Orleans.Embedded;

/// <summary>A call of a method that returns <see cref="Task{TResult}"/> or <see cref="ValueTask{TResult}"/>.</summary>
internal sealed class CallRequest<TResult>(GrainMethod method, object?[] arguments, TaskCreationOptions answering) : CallRequest(method, arguments)
{
    private readonly TaskCompletionSource<TResult> _answer = new(answering);

    public override Task Completion => _answer.Task;

    public override void Cancel(CancellationToken token) => _answer.TrySetCanceled(token);

    protected override void FailCaller(Exception exception) => _answer.TrySetException(exception);

    protected override void AnswerCaller(Task completed, StrictMode? strict)
    {
        var task = (Task<TResult>)completed;
        if (strict is null || !task.IsCompletedSuccessfully) _answer.TrySetFromTask(task);
        else _answer.TrySetResult((TResult)strict.CopyResult(Method, task.Result, Name)!);
    }
}
