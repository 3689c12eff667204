namespace Orleans.Embedded;

/// <summary>A state that is read before its grain is activated.</summary>
internal interface IStoredState
{
    Task ReadFirstAsync(CancellationToken cancellationToken);
}
