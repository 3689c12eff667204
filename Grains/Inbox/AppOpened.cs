namespace OrleansChat.Inbox;

/// <summary>Where an app's cursor stands after it was seen.</summary>
/// <param name="Confirmed">The highest sequence that it has confirmed, or where a new app starts.</param>
/// <param name="Forgotten">The app whose cursor was forgotten to make room; null when none was.</param>
public readonly record struct AppOpened(long Confirmed, string? Forgotten);
