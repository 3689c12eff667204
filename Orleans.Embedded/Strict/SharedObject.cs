namespace Orleans.Embedded;

/// <summary>An object that was shared as immutable, and what it looked like then.</summary>
internal readonly record struct SharedObject(object Value, int Fingerprint, string Where);
