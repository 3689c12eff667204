using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansChat.Accounts;

/// <summary>The objects of the account endpoints.</summary>
[JsonSerializable(typeof(LoginObject))]
internal sealed partial class AccountJsonContext : JsonSerializerContext
{
    /// <summary>Writes Chinese as it is.</summary>
    public static readonly AccountJsonContext Readable = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
