using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansChat.Accounts;
using OrleansChat.Inbox;
using OrleansChat.Logs;
using OrleansChat.Messages;
using OrleansChat.Storage;
using OrleansChat.Users;

namespace OrleansChat.Tests;

/// <summary>An inbox and its sessions over stores in memory, as one activation of a user's grain puts them together.</summary>
internal sealed class InboxBench
{
    private readonly UserAccount _account;

    public InboxBench(Simulation simulation, InboxOptions? options = null, MemoryLog? log = null, MemoryCursors? cursors = null)
    {
        Options = options ?? new InboxOptions();
        Log = log ?? new MemoryLog();
        Cursors = cursors ?? new MemoryCursors();
        var wrapped = Microsoft.Extensions.Options.Options.Create(Options);
        CursorWriter = new CursorWriter(Cursors, simulation.Clock, wrapped, simulation.Scheduler, NullLogger<CursorWriter>.Instance);
        Services = new InboxServices(Log, Cursors, Hints, CursorWriter, new InboxEnvironment(simulation.Clock, new RandomMessageIds(), wrapped));
        var unusedSince = simulation.Clock.GetUtcNow().AddDays(-Options.AppUnusedDaysMax).ToUnixTimeMilliseconds();
        var loaded = new AppCursors(Cursors.Rows.Where(row => row.User == User), unusedSince, Options.AppsMax);
        Writer = new LogWriter(Log, LogId.Of(User), new LogNumbering(Log.TailOf(LogId.Of(User)), Options.AppendsInFlightMax), Ends.Add);
        Inbox = new UserInbox(LogId.Of(User), Writer, Services, () => Sessions!.Frontends);
        Revokes = new InboxRevokes(LogId.Of(User), Writer, Services, () => Sessions!.Frontends);
        Sessions = new UserSessions(User, loaded, Services, Writer);
        _account = new UserAccount { Id = User, Uuid = Guid.NewGuid(), Username = "receiver" };
    }

    public static UserId User => new(7);

    public static LogId LogOfUser => LogId.Of(User);

    public InboxOptions Options { get; }

    public MemoryLog Log { get; }

    public MemoryCursors Cursors { get; }

    public RecordingHints Hints { get; } = new();

    public CursorWriter CursorWriter { get; }

    public InboxServices Services { get; }

    public List<Exception?> Ends { get; } = [];

    public LogWriter Writer { get; }

    public UserInbox Inbox { get; }

    public InboxRevokes Revokes { get; }

    public UserSessions Sessions { get; }

    public static SendMessage Message(string text, string? key = null, long sender = 3, string? options = null) => new()
    {
        Sender = new MessageParty(new UserId(sender), Guid.NewGuid(), $"user {sender}", ""),
        Type = "text",
        Data = $$"""{"data":"{{text}}","dataType":false,"otherData":null}""",
        ClientKey = key,
        Options = options,
    };

    public Task<SendOutcome> SendAsync(SendMessage command) => Inbox.SendAsync(command, _account);

    /// <summary>Takes back what an answer to a send shows.</summary>
    public Task<RevokeOutcome> RevokeAsync(byte[]? message, long sender = 3) =>
        Revokes.RevokeAsync(Revoke(JsonElement.Parse(message).GetProperty("id").GetGuid(), sender), _account);

    public static RevokeMessage Revoke(Guid id, long sender = 3) =>
        new() { Sender = new MessageParty(new UserId(sender), Guid.NewGuid(), $"user {sender}", ""), MessageId = id };

    public Task<SendOutcome> SendToDisabledAsync(SendMessage command) => Inbox.SendAsync(command, _account with { Status = 0 });

    public Task<SendOutcome> SendToNobodyAsync(SendMessage command) => Inbox.SendAsync(command, receiver: null);

    public async Task FillAsync(int messages)
    {
        for (var i = 0; i < messages; i++) Assert.True((await SendAsync(Message($"filler {i}"))).IsAccepted);
    }

    /// <summary>Opens a session and lets it claim the feed.</summary>
    public async Task<OpenSession> OpenFedAsync(FakeFrontend frontend, string app = "phone", bool isTransient = false)
    {
        var session = frontend.Session(app, isTransient);
        await Sessions.OpenAsync(session);
        Assert.True((await Sessions.ClaimAsync(session.Session)).IsGranted);
        return session;
    }
}
