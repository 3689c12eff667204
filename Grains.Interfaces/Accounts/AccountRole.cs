namespace OrleansChat.Accounts;

/// <summary>What an account, or the token of a session, may do (contract.md 2.1, 3.1). The numbers are on disk.</summary>
public enum AccountRole
{
    /// <summary>A registered user.</summary>
    User = 0,

    /// <summary>A guest, or a registered user's session without a login.</summary>
    Visitor = 1,
}
