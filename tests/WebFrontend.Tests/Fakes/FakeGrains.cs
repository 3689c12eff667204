using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using OrleansChat.Accounts;
using OrleansChat.Users;

namespace OrleansChat.Tests.Fakes;

/// <summary>A grain factory over plain objects; a proxy, because the two engines' factories have different members.</summary>
public class FakeGrains : DispatchProxy
{
    private FakeUsers _users = null!;

    /// <summary>A factory and the users behind it.</summary>
    public static (IGrainFactory Grains, FakeUsers Users) Create()
    {
        var grains = Create<IGrainFactory, FakeGrains>();
        var users = new FakeUsers();
        ((FakeGrains)(object)grains)._users = users;
        return (grains, users);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod?.Name != nameof(IGrainFactory.GetGrain)) throw new NotSupportedException(targetMethod?.Name);
        var type = targetMethod.GetGenericArguments()[0];
        if (type == typeof(IUserGrain)) return _users.User((long)args![0]!);
        if (type == typeof(IUsernameGrain)) return _users.Name((string)args![0]!);
        throw new NotSupportedException(type.Name);
    }
}
