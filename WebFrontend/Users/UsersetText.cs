using System.Text.Json;
using OrleansChat.Parameters;

namespace OrleansChat.Users;

/// <summary>
/// The settings text of contract.md 2.7 as clients can bear it: they read both branches of <c>chatset</c> and index lists by
/// <c>sendCount</c> without a check, so anything else than both objects is shown as empty.
/// </summary>
internal static class UsersetText
{
    private static readonly string[] Branches = ["visitor", "user"];

    /// <summary>The stored text when a client can read it; with plain integers spelled out; else empty.</summary>
    public static string ForClient(string stored)
    {
        if (stored.Length == 0) return "";
        try
        {
            using var document = JsonDocument.Parse(stored, new JsonDocumentOptions { MaxDepth = RequestFields.DepthMax });
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("chatset", out var chatset)
                || chatset.ValueKind != JsonValueKind.Object)
                return "";
            var counts = Branches.Select(branch => CountOf(chatset, branch)).ToArray();
            if (counts.Contains(null)) return "";
            return Branches.All(branch => chatset.GetProperty(branch).ValueKind == JsonValueKind.Object)
                ? stored
                : $$"""{"chatset":{"visitor":{{Spelt(counts[0])}},"user":{{Spelt(counts[1])}} } }""";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static string Spelt(int? count) => $$"""{"sendCount":{{count}},"needFollow":false}""";

    private static int? CountOf(JsonElement chatset, string branch)
    {
        if (!chatset.TryGetProperty(branch, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Object && !value.TryGetProperty("sendCount", out value)) return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count is >= 0 and <= 2 ? count : null;
    }
}
