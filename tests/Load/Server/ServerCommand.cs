namespace OrleansChat.Load.Server;

/// <summary>How to start the server: a program and its arguments, each one word.</summary>
internal sealed record ServerCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>The published frontend in a folder, on a port and a data folder, with the limits a load run names.</summary>
    public static ServerCommand Published(string serverDirectory, Uri address, string dataDirectory, double hintLoss)
    {
        var program = Path.Combine(Path.GetFullPath(serverDirectory), "WebFrontend");
        return new ServerCommand(program, CommonArguments(address, dataDirectory, hintLoss));
    }

    /// <summary>Any other command line, split at blanks, with the same arguments behind it.</summary>
    public static ServerCommand Custom(string line, Uri address, string dataDirectory, double hintLoss)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new ServerCommand(words[0], [.. words[1..], .. CommonArguments(address, dataDirectory, hintLoss)]);
    }

    private static List<string> CommonArguments(Uri address, string dataDirectory, double hintLoss)
    {
        List<string> arguments =
        [
            "--urls", address.GetLeftPart(UriPartial.Authority),
            $"--Chat:DataDirectory={dataDirectory}",
            "--Chat:Limits:ExemptLoopback=true",
        ];
        if (hintLoss > 0)
            arguments.Add($"--Chat:Faults:HintLossFraction={hintLoss}");
        return arguments;
    }
}
