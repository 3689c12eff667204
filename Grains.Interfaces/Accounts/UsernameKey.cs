namespace OrleansChat.Accounts;

/// <summary>The form under which a username is unique, and its grain's key.</summary>
public static class UsernameKey
{
    /// <summary>The key of a name as typed: lower case by Unicode's simple mapping, whatever the machine's language.</summary>
    public static string Of(string username) => username.ToLowerInvariant();
}
