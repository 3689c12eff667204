namespace OrleansChat.Tests.Storage.Conformance;

/// <summary>The moments of a batch at which a test can interfere.</summary>
public enum StorePoint
{
    BeforeTransaction,
    AfterRow,
    BeforeCommit,
    AfterCommit,
}
