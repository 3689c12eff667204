namespace OrleansChat.Load.Clients;

/// <summary>What is known after one attempt to send.</summary>
internal abstract record SendResult;

internal sealed record SentOk(string MessageId, long CreateTime) : SendResult;

/// <summary>A definite no: the message must never arrive.</summary>
internal sealed record SentRefused(int Status, string Text) : SendResult;

/// <summary>Perhaps stored. Only a repeat under the same key may follow.</summary>
internal sealed record SentUnknown(string Reason) : SendResult;
