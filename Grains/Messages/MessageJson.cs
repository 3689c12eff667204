using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrleansChat.Messages;

/// <summary>How message objects are written.</summary>
internal static class MessageJson
{
    /// <summary>Chinese stays readable and a third of its escaped size; the text goes into JSON only, never into HTML.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
}
