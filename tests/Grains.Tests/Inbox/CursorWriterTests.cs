using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansChat.Inbox;
using OrleansChat.Logs;
using OrleansChat.Storage;
using OrleansChat.Users;

namespace OrleansChat.Tests.Inbox;

/// <summary>Cursors on their way to the disk.</summary>
public sealed class CursorWriterTests
{
    private static readonly UserId s_user = new(4);

    [Fact]
    public void What_is_marked_is_saved_within_a_quarter_of_a_second() => Simulation.RunAll(async simulation =>
    {
        var (writer, store) = Bench(simulation);
        writer.Mark(Cursor("phone", 1));
        Assert.Empty(store.Saves);
        await simulation.PassAsync(TimeSpan.FromMilliseconds(250));
        Assert.Equal(1, store.Find(s_user, "phone"));
    });

    [Fact]
    public void Many_marks_of_one_app_are_one_row_in_one_save() => Simulation.RunAll(async simulation =>
    {
        var (writer, store) = Bench(simulation);
        for (var i = 1; i <= 50; i++) writer.Mark(Cursor("phone", i));
        writer.Mark(Cursor("tablet", 7));
        await simulation.PassAsync(TimeSpan.FromSeconds(1));
        var save = Assert.Single(store.Saves);
        Assert.Equal([("phone", 50L), ("tablet", 7L)], save.Select(cursor => (cursor.App, cursor.Confirmed)).Order());
    });

    [Fact]
    public void A_lower_mark_does_not_replace_a_higher_one() => Simulation.RunAll(async simulation =>
    {
        var (writer, store) = Bench(simulation);
        writer.Mark(Cursor("phone", 9));
        writer.Mark(Cursor("phone", 3));
        await simulation.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(9, store.Find(s_user, "phone"));
    });

    [Fact]
    public void A_failed_save_is_tried_again_until_it_stands() => Simulation.RunAll(async simulation =>
    {
        var (writer, store) = Bench(simulation);
        store.FailNext = 3;
        writer.Mark(Cursor("phone", 5));
        writer.Mark(Cursor("tablet", 6));
        await simulation.PassAsync(TimeSpan.FromMilliseconds(500));
        writer.Mark(Cursor("phone", 8));
        await simulation.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(8, store.Find(s_user, "phone"));
        Assert.Equal(6, store.Find(s_user, "tablet"));
    });

    [Fact]
    public void A_save_of_one_app_is_durable_when_it_returns_and_never_lower_than_a_mark_that_waits() => Simulation.RunAll(async simulation =>
    {
        var (writer, store) = Bench(simulation);
        writer.Mark(Cursor("phone", 9));
        await writer.SaveAsync(Cursor("phone", 4));
        Assert.Equal(9, store.Find(s_user, "phone"));
        await simulation.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(9, store.Find(s_user, "phone"));
    });

    [Fact]
    public void A_save_that_fails_tells_its_caller_and_is_tried_again_behind() => Simulation.RunAll(async simulation =>
    {
        var (writer, store) = Bench(simulation);
        store.FailNext = 1;
        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => writer.SaveAsync(Cursor("phone", 4)));
        await simulation.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(4, store.Find(s_user, "phone"));
    });

    [Fact]
    public void The_stop_saves_what_waits_and_what_was_under_way() => Simulation.RunAll(async simulation =>
    {
        var (writer, store) = Bench(simulation);
        writer.Mark(Cursor("phone", 5));
        await simulation.PassAsync(TimeSpan.FromMilliseconds(50));
        store.IsHeld = true;
        await simulation.UntilAsync(() => store.Waiting == 1, "the loop has handed its batch over");
        writer.Mark(Cursor("tablet", 6));
        store.FailNext = 1;
        var stop = writer.StopAsync(CancellationToken.None);
        store.IsHeld = false;
        store.Release();
        await stop;
        Assert.Equal(5, store.Find(s_user, "phone"));
        Assert.Equal(6, store.Find(s_user, "tablet"));
    });

    [Fact]
    public void The_stop_returns_only_when_the_save_under_way_is_answered() => Simulation.RunAll(async simulation =>
    {
        var (writer, store) = Bench(simulation);
        store.IsHeld = true;
        writer.Mark(Cursor("phone", 5));
        await simulation.UntilAsync(() => store.Waiting == 1, "the loop has handed its batch over");
        var stop = writer.StopAsync(CancellationToken.None);
        await simulation.SettleAsync();
        Assert.False(stop.IsCompleted);
        store.Release();
        await stop;
        Assert.Equal(5, store.Find(s_user, "phone"));
    });

    [Fact]
    public void Whatever_is_marked_and_saved_in_whatever_order_the_highest_position_stands_in_the_end() => Property.OfScripts(script => Simulation.Run(3, async simulation =>
    {
        var (writer, store) = Bench(simulation);
        store.FailNext = script.Next(3);
        Dictionary<string, long> highest = [];
        List<Task> saves = [];
        while (script.HasNext)
        {
            var cursor = Cursor($"app{script.Next(3)}", script.Next(30));
            switch (script.Next(6))
            {
                case 0:
                    saves.Add(writer.SaveAsync(cursor));
                    break;
                case 1:
                    await simulation.PassAsync(TimeSpan.FromMilliseconds(script.Next(200)));
                    continue;
                case 2:
                    store.IsHeld = !store.IsHeld;
                    if (!store.IsHeld) store.Release();
                    continue;
                default:
                    writer.Mark(cursor);
                    break;
            }

            highest[cursor.App] = Math.Max(highest.GetValueOrDefault(cursor.App), cursor.Confirmed);
        }

        store.IsHeld = false;
        store.Release();
        await Task.WhenAll(saves).ContinueWith(static _ => { }, TaskScheduler.Current);
        await writer.StopAsync(CancellationToken.None);
        Assert.All(highest, pair => Assert.Equal(pair.Value, store.Find(s_user, pair.Key)));
    }), scripts: 300);

    [Fact]
    public void A_forgotten_app_is_not_written_again() => Simulation.RunAll(async simulation =>
    {
        var (writer, store) = Bench(simulation);
        writer.Mark(Cursor("phone", 5));
        writer.Mark(Cursor("tablet", 6));
        writer.Forget(s_user, "phone");
        await simulation.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Null(store.Find(s_user, "phone"));
        Assert.Equal(6, store.Find(s_user, "tablet"));
    });

    private static (CursorWriter Writer, MemoryCursors Store) Bench(Simulation simulation)
    {
        var store = new MemoryCursors();
        return (new CursorWriter(store, simulation.Clock, Options.Create(new InboxOptions()), simulation.Scheduler, NullLogger<CursorWriter>.Instance), store);
    }

    private static StoredCursor Cursor(string app, long confirmed) => new(s_user, app, LogId.Of(s_user), confirmed, UsedAt: 1);
}
