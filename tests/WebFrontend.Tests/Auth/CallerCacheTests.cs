using OrleansChat.Accounts;
using OrleansChat.Auth;
using OrleansChat.Tests.Fakes;
using OrleansChat.Users;

namespace OrleansChat.Tests.Auth;

public sealed class CallerCacheTests
{
    private readonly ManualClock _clock = new();
    private readonly FakeUsers _users;
    private readonly CallerCache _cache;
    private readonly UserId _user;
    private readonly FakeUserGrain _grain;

    public CallerCacheTests()
    {
        (var grains, _users) = FakeGrains.Create();
        _cache = new CallerCache(grains, _clock, entriesMax: 3);
        _user = _users.Add("alice").Id;
        _grain = _users.User(_user.Value);
    }

    [Fact]
    public async Task An_entry_lives_two_seconds()
    {
        await GetAsync();
        _clock.Advance(TimeSpan.FromSeconds(1.9));
        await GetAsync();
        Assert.Equal(1, _grain.Reads);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await GetAsync();
        Assert.Equal(2, _grain.Reads);
    }

    [Fact]
    public async Task The_two_seconds_count_from_the_beginning_of_the_read()
    {
        var hold = new TaskCompletionSource();
        _grain.Hold = hold.Task;
        var read = _cache.GetAsync(_user, default);
        _clock.Advance(TimeSpan.FromSeconds(2));
        hold.SetResult();
        await read;
        await GetAsync();
        Assert.Equal(2, _grain.Reads);
    }

    [Fact]
    public async Task Misses_of_one_user_share_a_read()
    {
        var hold = new TaskCompletionSource();
        _grain.Hold = hold.Task;
        var reads = Enumerable.Range(0, 50).Select(_ => _cache.GetAsync(_user, default).AsTask()).ToArray();
        hold.SetResult();
        foreach (var profile in await Task.WhenAll(reads)) Assert.Equal(_user, profile!.Account.Id);
        Assert.Equal(1, _grain.Reads);
    }

    [Fact]
    public async Task One_who_leaves_does_not_take_it_from_the_others()
    {
        var hold = new TaskCompletionSource();
        _grain.Hold = hold.Task;
        using var leaving = new CancellationTokenSource();
        var left = _cache.GetAsync(_user, leaving.Token).AsTask();
        var stayed = _cache.GetAsync(_user, default).AsTask();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        hold.SetResult();
        Assert.NotNull(await stayed);
    }

    [Fact]
    public async Task What_is_forgotten_is_read_again_also_while_a_read_is_under_way()
    {
        var hold = new TaskCompletionSource();
        _grain.Hold = hold.Task;
        var old = _cache.GetAsync(_user, default).AsTask();
        _grain.Profile = _grain.Profile! with { Userset = "new" };
        _cache.Forget(_user);
        _grain.Hold = null;
        Assert.Equal("new", (await _cache.GetAsync(_user, default))!.Userset);
        hold.SetResult();
        Assert.Equal("", (await old)!.Userset);
        Assert.Equal("new", (await _cache.GetAsync(_user, default))!.Userset);
    }

    [Fact]
    public async Task A_failed_read_is_not_kept()
    {
        _users.Outage = () => new TimeoutException();
        await Assert.ThrowsAsync<TimeoutException>(GetAsync);
        _users.Outage = null;
        await GetAsync();
        Assert.Equal(2, _grain.Reads);
    }

    [Fact]
    public async Task A_user_who_does_not_exist_is_kept_too()
    {
        Assert.Null(await _cache.GetAsync(new UserId(999), default));
        Assert.Null(await _cache.GetAsync(new UserId(999), default));
        Assert.Equal(1, _users.User(999).Reads);
    }

    [Fact]
    public async Task It_never_holds_more_than_two_generations()
    {
        for (var id = 100; id < 200; id++)
        {
            await _cache.GetAsync(new UserId(id), default);
            Assert.True(_cache.Count <= 6);
        }

        await _cache.GetAsync(new UserId(199), default);
        Assert.Equal(1, _users.User(199).Reads);
    }

    private async Task GetAsync() => Assert.NotNull(await _cache.GetAsync(_user, default));
}
