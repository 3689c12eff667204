using OrleansChat.Http;

namespace OrleansChat.Parameters;

/// <summary>The rules of one endpoint's fields, in the order in which they are judged.</summary>
internal sealed class ParameterSet(params ParameterRule[] rules)
{
    /// <summary>Reads and judges the fields of a request. The first field that fails decides the refusal.</summary>
    public async ValueTask<ParameterValues> ReadAsync(HttpContext context) => Apply(await RequestFields.ReadAsync(context));

    /// <summary>Judges fields that were read already.</summary>
    public ParameterValues Apply(RequestFields fields)
    {
        if (fields.Refusal is { } unreadable) return new ParameterValues(unreadable);
        var values = new Dictionary<string, ParameterValue?>(rules.Length, StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            if (!rule.TryApply(fields.Find(rule.Name), out var value, out var refusal))
                return new ParameterValues(ChatResults.Fail(refusal, StatusCodes.Status422UnprocessableEntity));
            values[rule.Name] = value;
        }

        return new ParameterValues(values);
    }
}
