using System.Linq.Expressions;
using System.Reflection;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>One method of a grain or observer interface: its attributes, and delegates compiled once.</summary>
internal sealed class GrainMethod
{
    private readonly Func<object, object?[], Task> _invoke;
    private readonly Func<GrainMethod, object?[], TaskCreationOptions, CallRequest> _makeRequest;
    private readonly Func<Task, object>? _wrap;

    public GrainMethod(Type declaring, MethodInfo method)
    {
        if (method.IsGenericMethodDefinition) throw new OrleansException($"{declaring.Name}.{method.Name} is generic, which the embedded engine does not do.");
        Info = method;
        Name = method.Name;
        Parameters = method.GetParameters();
        ResultType = ReturnShape.ResultOf(method);
        IsOneWay = method.ReturnType == typeof(void) || method.IsDefined(typeof(OneWayAttribute));
        Interleaves = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        CancellationIndex = Array.FindIndex(Parameters, parameter => parameter.ParameterType == typeof(CancellationToken));
        ImmutableArguments = [.. Parameters.Select(static parameter => parameter.IsDefined(typeof(ImmutableAttribute), inherit: false))];
        HasImmutableResult = method.ReturnParameter.IsDefined(typeof(ImmutableAttribute), inherit: false);
        _invoke = CompileInvoke(method);
        _makeRequest = CompileMakeRequest(ResultType);
        _wrap = ReturnShape.WrapperOf(method);
    }

    public MethodInfo Info { get; }

    public string Name { get; }

    public ParameterInfo[] Parameters { get; }

    /// <summary>What the task carries; null for none.</summary>
    public Type? ResultType { get; }

    public bool IsOneWay { get; }

    public bool Interleaves { get; }

    /// <summary>Where the cancellation token stands among the arguments; negative without one.</summary>
    public int CancellationIndex { get; }

    /// <summary>Which parameters are marked [Immutable] themselves.</summary>
    public bool[] ImmutableArguments { get; }

    public bool HasImmutableResult { get; }

    public Task Invoke(object target, object?[] arguments) => _invoke(target, arguments);

    public CallRequest MakeRequest(object?[] arguments, TaskCreationOptions answering) => _makeRequest(this, arguments, answering);

    /// <summary>The task in the shape the interface declares.</summary>
    public object? ToReturnValue(Task completion) =>
        _wrap is not null ? _wrap(completion) : Info.ReturnType == typeof(void) ? null : completion;

    private static Func<object, object?[], Task> CompileInvoke(MethodInfo method)
    {
        var target = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object[]));
        var values = method.GetParameters().Select((parameter, index) =>
            Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(index)), parameter.ParameterType));
        Expression call = Expression.Call(Expression.Convert(target, method.DeclaringType!), method, values);
        return Expression.Lambda<Func<object, object?[], Task>>(ReturnShape.ToTask(call), target, arguments).Compile();
    }

    private static Func<GrainMethod, object?[], TaskCreationOptions, CallRequest> CompileMakeRequest(Type? result)
    {
        var type = result is null ? typeof(CallRequestWithoutResult) : typeof(CallRequest<>).MakeGenericType(result);
        var method = Expression.Parameter(typeof(GrainMethod));
        var arguments = Expression.Parameter(typeof(object[]));
        var answering = Expression.Parameter(typeof(TaskCreationOptions));
        var make = Expression.New(type.GetConstructors().Single(), method, arguments, answering);
        return Expression.Lambda<Func<GrainMethod, object?[], TaskCreationOptions, CallRequest>>(make, method, arguments, answering).Compile();
    }
}
