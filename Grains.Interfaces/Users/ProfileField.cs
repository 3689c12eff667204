namespace OrleansChat.Users;

/// <summary>What a user may change of the account. The numbers are on the wire between silos.</summary>
public enum ProfileField
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The name it shows.</summary>
    Nickname = 1,

    /// <summary>The picture's URL.</summary>
    Avatar = 2,

    /// <summary>Whether others may add the user without asking: 0 or 1.</summary>
    InviteConfirm = 3,
}
