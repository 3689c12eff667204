using Microsoft.Extensions.Options;
using OrleansChat.Accounts;

namespace OrleansChat.Tests.Accounts;

/// <summary>The rate of the visitor endpoints.</summary>
public sealed class DeviceHoursTests
{
    private static readonly DateTimeOffset s_start = new(2027, 1, 15, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_hour_begins_with_its_first_call_and_refused_calls_do_not_move_it()
    {
        var hours = Hours(5, 10);
        for (var minute = 0; minute < 5; minute++) Assert.True(hours.TryTake("a", s_start.AddMinutes(minute)));
        for (var minute = 5; minute < 60; minute++) Assert.False(hours.TryTake("a", s_start.AddMinutes(minute)));
        Assert.True(hours.TryTake("b", s_start.AddMinutes(59)));
        for (var minute = 60; minute < 65; minute++) Assert.True(hours.TryTake("a", s_start.AddMinutes(minute)));
        Assert.False(hours.TryTake("a", s_start.AddMinutes(119)));
    }

    [Fact]
    public void What_is_remembered_is_bounded_and_ended_hours_are_forgotten()
    {
        var hours = Hours(1, 3);
        foreach (var device in (string[])["a", "b", "c", "d"]) Assert.True(hours.TryTake(device, s_start));
        Assert.Equal(3, hours.Count);
        Assert.False(hours.TryTake("d", s_start));
        Assert.True(hours.TryTake("a", s_start.AddMinutes(1)));
        Assert.True(hours.TryTake("e", s_start.AddMinutes(60)));
        Assert.Equal(2, hours.Count);
    }

    [Fact]
    public async Task Of_many_calls_at_once_as_many_pass_as_may()
    {
        var hours = Hours(5, 10);
        var passed = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => hours.TryTake("a", s_start))));
        Assert.Equal(5, passed.Count(static taken => taken));
    }

    private static DeviceHours Hours(int calls, int devices) =>
        new(Options.Create(new DeviceLimitOptions { CallsPerHourMax = calls, DevicesMax = devices }));
}
