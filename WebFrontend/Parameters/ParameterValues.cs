using System.Collections.Immutable;
using OrleansChat.Http;

namespace OrleansChat.Parameters;

/// <summary>The fields of a request after their rules, or the refusal to answer. Asking for a name without a rule is our bug and throws.</summary>
internal sealed class ParameterValues
{
    private readonly Dictionary<string, ParameterValue?>? _values;

    /// <summary>All rules passed.</summary>
    public ParameterValues(Dictionary<string, ParameterValue?> values) => _values = values;

    /// <summary>A rule failed, or the body could not be read.</summary>
    public ParameterValues(ChatResult refusal) => Refusal = refusal;

    /// <summary>The answer to give instead of going on; null when all is well.</summary>
    public ChatResult? Refusal { get; }

    /// <summary>The text of a field that is required or has a default.</summary>
    public string Text(string name) => Required(name).Text ?? throw NotDeclared(name);

    /// <summary>The text of an optional field; null when it was not sent.</summary>
    public string? TextOrNull(string name) => Find(name)?.Text;

    /// <summary>The number of a field that is required or has a default.</summary>
    public long Number(string name) => Required(name).Number;

    /// <summary>The elements of a list as text.</summary>
    public ImmutableArray<string> Items(string name) => Required(name).Items is { IsDefault: false } items ? items : throw NotDeclared(name);

    private ParameterValue Required(string name) => Find(name) ?? throw NotDeclared(name);

    private ParameterValue? Find(string name) =>
        _values is not null && _values.TryGetValue(name, out var value) ? value : throw NotDeclared(name);

    private static InvalidOperationException NotDeclared(string name) => new($"No rule gives the field '{name}' this kind of value.");
}
