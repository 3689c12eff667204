using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansChat.Users;

/// <summary>The objects of the user endpoints.</summary>
[JsonSerializable(typeof(UserObject))]
[JsonSerializable(typeof(UserHit[]))]
[JsonSerializable(typeof(UserSetInfo))]
internal sealed partial class UserJsonContext : JsonSerializerContext
{
    /// <summary>Writes Chinese as it is.</summary>
    public static readonly UserJsonContext Readable = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
