using System.Linq.Expressions;
using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>The return types a grain method may have: Task, Task of T, ValueTask, ValueTask of T, and void (one-way).</summary>
internal static class ReturnShape
{
    public static Type? ResultOf(MethodInfo method)
    {
        var type = method.ReturnType;
        if (type == typeof(void) || type == typeof(Task) || type == typeof(ValueTask)) return null;
        if (type.IsGenericType && type.GetGenericTypeDefinition() is var shape && (shape == typeof(Task<>) || shape == typeof(ValueTask<>)))
        {
            return type.GetGenericArguments()[0];
        }

        throw new OrleansException($"{method.DeclaringType!.Name}.{method.Name} returns {type.Name}; a grain method returns Task, ValueTask or void.");
    }

    public static Expression ToTask(Expression call)
    {
        if (call.Type == typeof(void)) return Expression.Block(call, Expression.Constant(Task.CompletedTask));
        return typeof(Task).IsAssignableFrom(call.Type)
            ? Expression.Convert(call, typeof(Task))
            : Expression.Convert(Expression.Call(call, nameof(ValueTask.AsTask), Type.EmptyTypes), typeof(Task));
    }

    /// <summary>Makes the declared ValueTask out of the completion; null when the completion itself is what the interface declares.</summary>
    public static Func<Task, object>? WrapperOf(MethodInfo method)
    {
        var type = method.ReturnType;
        if (type == typeof(void) || typeof(Task).IsAssignableFrom(type)) return null;
        var completion = Expression.Parameter(typeof(Task));
        var inner = type == typeof(ValueTask) ? typeof(Task) : typeof(Task<>).MakeGenericType(type.GetGenericArguments());
        var make = Expression.New(type.GetConstructor([inner])!, Expression.Convert(completion, inner));
        return Expression.Lambda<Func<Task, object>>(Expression.Convert(make, typeof(object)), completion).Compile();
    }
}
