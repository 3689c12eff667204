using System.Text.Json.Serialization;
using OrleansChat.Users;

namespace OrleansChat.Storage;

/// <summary>Every type of grain state, as it stands on disk. Fields are only added; an older reader passes over what it does not know.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(UserSettings))]
public sealed partial class GrainStateJsonContext : JsonSerializerContext;
