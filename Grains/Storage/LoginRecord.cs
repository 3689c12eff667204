namespace OrleansChat.Storage;

/// <summary>A login to note.</summary>
/// <param name="TokenId">The new token.</param>
/// <param name="App">The app that holds it.</param>
/// <param name="At">When: Unix milliseconds.</param>
/// <param name="Address">From where.</param>
public sealed record LoginRecord(string TokenId, string App, long At, string Address);
