namespace OrleansChat.Accounts;

/// <summary>Whether a password fits a stored hash.</summary>
internal enum PasswordFit
{
    /// <summary>It does not.</summary>
    No = 0,

    /// <summary>It does.</summary>
    Yes = 1,

    /// <summary>It does, and the hash was made by an older rule: store a new one.</summary>
    YesButOld = 2,
}
