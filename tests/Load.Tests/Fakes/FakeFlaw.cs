namespace OrleansChat.Tests.Fakes;

/// <summary>The planted bugs, as the fake server can have them.</summary>
public enum FakeFlaw
{
    None = 0,
    AnswerBeforeCommit = 1,
    CursorBeforeReceipt = 2,
    ReplacedSocketUnregisters = 3,
    ForgetsClientKeys = 4,
    CloseFrameAtIdle = 5,
}
