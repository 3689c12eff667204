namespace OrleansChat.Hosting;

/// <summary>One thing that must be there before the server may get traffic. <c>/readyz</c> asks all that are registered.</summary>
internal interface IReadinessCheck
{
    /// <summary>What it is, for the answer of <c>/readyz</c>; no addresses, no secrets.</summary>
    string Name { get; }

    /// <summary>Whether it is there. Asked every few seconds, given two seconds; an exception counts as no.</summary>
    ValueTask<bool> IsReadyAsync(CancellationToken cancellationToken);
}
