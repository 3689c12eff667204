using System.Globalization;

namespace OrleansChat.Load.Server;

/// <summary>CPU time of a process, from the kernel's table.</summary>
internal static class ProcessTime
{
    /// <summary>USER_HZ, which Linux has fixed at 100 for everything it shows to programs.</summary>
    private const double TicksPerSecond = 100;

    public static TimeSpan Read(int processId)
    {
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        // The second field is the program's name in brackets and may hold blanks; user and system time are fields 14 and 15.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }
}
