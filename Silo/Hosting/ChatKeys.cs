namespace OrleansChat.Hosting;

/// <summary>Keys of the configuration that somebody reads.</summary>
/// <param name="Section">The section, from <c>Chat</c> on.</param>
/// <param name="Names">The keys in it.</param>
public sealed record ChatKeys(string Section, IReadOnlyList<string> Names);
