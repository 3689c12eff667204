using System.Text.Json.Serialization;

namespace OrleansChat.Tests.Storage.Conformance;

[JsonSerializable(typeof(ThemeState))]
internal sealed partial class StateJsonContext : JsonSerializerContext;
