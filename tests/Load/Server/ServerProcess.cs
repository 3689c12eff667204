using System.ComponentModel;
using System.Diagnostics;
using OrleansChat.Load.Clients;

namespace OrleansChat.Load.Server;

/// <summary>A server in a process of its own, started on the same address and data each time.</summary>
/// <remarks>Only the process this class started is ever ended, by its handle.</remarks>
internal sealed class ServerProcess(ServerCommand command, Uri address) : IServerUnderTest
{
    /// <summary>A start with a large log must still end within this; a server that needs longer counts as not coming back.</summary>
    public static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private const int LastLinesMax = 200;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lastLines = new();
    private readonly ChatApi _api = new(address);
    private Process? _process;

    public Uri Address => address;

    public int? ProcessId => _process?.Id;

    public IReadOnlyList<string> LastLines
    {
        get
        {
            lock (_gate)
                return [.. _lastLines];
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Launch(start);
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        var started = Stopwatch.GetTimestamp();
        while (!await _api.IsHealthyAsync(cancellationToken))
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"The server ended with code {_process.ExitCode} while starting.");
            if (Stopwatch.GetElapsedTime(started) > StartPatience)
                throw new InvalidOperationException($"The server was not healthy {StartPatience.TotalSeconds:0} s after its start.");
            await Task.Delay(50, cancellationToken);
        }
    }

    public async Task KillAsync()
    {
        if (_process is not { } process)
            return;
        _process = null;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _api.Dispose();
    }

    private static Process Launch(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException($"{start.FileName} cannot be started: {exception.Message}", exception);
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_gate)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > LastLinesMax)
                _lastLines.Dequeue();
        }
    }
}
