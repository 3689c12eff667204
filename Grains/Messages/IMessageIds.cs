namespace OrleansChat.Messages;

/// <summary>Makes message ids: UUIDs of version 4 (contract.md 1.4). A simulation brings a seeded one.</summary>
public interface IMessageIds
{
    /// <summary>A fresh id.</summary>
    Guid Next();
}
