using Microsoft.Extensions.Options;
using OrleansChat.Hosting;

namespace OrleansChat.Auth;

/// <summary>Decides what a visitor's token may ask for (contract.md 3.3 step 5, 3.4).</summary>
internal sealed class VisitorWhitelist
{
    /// <summary>The list of contract.md 3.4.</summary>
    public static readonly string[] Default =
    [
        "POST socket/sendmessage", "POST chatGetmessageOffLine", "GET grouplist", "GET groupinfo", "POST groupnickname",
        "POST groupDeleteOrQuit", "GET groupQrcode", "POST uploadStreamSingleToServerDiy", "POST uploadAliyun",
        "POST getVideoScreenshot", "POST revokeMessage", "POST updateUserinfo", "POST groupInviteUser", "POST getUserSetInfo",
        "POST applyfriend", "POST autoAddFriendAndAgree", "POST ismygoodfriend", "POST userset", "POST deletegoodfriend",
    ];

    private readonly (string Method, PathString Path)[] _entries;

    /// <summary>The configured list.</summary>
    public VisitorWhitelist(IOptions<VisitorOptions> options) => _entries = [.. (options.Value.Allowed ?? Default).Select(Parse)];

    /// <summary>Whether a visitor may; <paramref name="rest"/> is the path below <c>/api/chat</c>.</summary>
    public bool Allows(string method, PathString rest)
    {
        foreach (var (allowed, path) in _entries)
        {
            // Whole segments only: "userset" must not open a later "usersetAdmin".
            if (string.Equals(method, allowed, StringComparison.OrdinalIgnoreCase) && rest.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static (string Method, PathString Path) Parse(string entry)
    {
        var parts = entry.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 2
            ? (parts[0], new PathString("/" + parts[1].Trim('/')))
            : throw new SettingsException($"Chat:Visitors:Allowed: '{entry}' is not of the form 'POST path'.");
    }
}
