using System.Diagnostics;
using System.Threading.Channels;

namespace OrleansChat.Tests.Storage.Processes;

/// <summary>This test program started once more, as a process that can be killed; its output comes line by line.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    private ChildProcess(Process process) => _process = process;

    public static ChildProcess Start(params string[] arguments)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = true };

        // Under some runners the tests live in the dotnet host: then the assembly is its first argument.
        if (Path.GetFileNameWithoutExtension(program) == "dotnet") start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);

        var child = new ChildProcess(Process.Start(start)!);
        _ = child.ReadAsync();
        return child;
    }

    /// <summary>The next line, or null when the child's output has ended.</summary>
    public async Task<string?> ReadLineAsync() => await _lines.Reader.WaitToReadAsync() && _lines.Reader.TryRead(out var line) ? line : null;

    /// <summary>What is left of the output; ends when the child has ended.</summary>
    public async Task<IReadOnlyList<string>> ReadToEndAsync()
    {
        var lines = new List<string>();
        await foreach (var line in _lines.Reader.ReadAllAsync()) lines.Add(line);
        await _process.WaitForExitAsync();
        return lines;
    }

    /// <summary>SIGKILL: the child learns nothing of it.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // Complete lines only: what the kill cut off was not said.
    private async Task ReadAsync()
    {
        var line = new System.Text.StringBuilder();
        var buffer = new char[4096];
        while (await _process.StandardOutput.ReadAsync(buffer) is > 0 and var count)
        {
            foreach (var character in buffer.AsSpan(0, count))
            {
                if (character != '\n')
                {
                    line.Append(character);
                    continue;
                }

                _lines.Writer.TryWrite(line.ToString());
                line.Clear();
            }
        }

        _lines.Writer.Complete();
    }
}
