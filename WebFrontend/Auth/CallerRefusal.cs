namespace OrleansChat.Auth;

/// <summary>Why a token lets nobody in. HTTP and sockets have their own texts for each.</summary>
internal enum CallerRefusal
{
    /// <summary>It does.</summary>
    None = 0,

    /// <summary>There is no token.</summary>
    Missing = 1,

    /// <summary>Its time is over.</summary>
    Expired = 2,

    /// <summary>It is not ours.</summary>
    Bad = 3,

    /// <summary>A newer login or a logout has replaced it.</summary>
    Superseded = 4,

    /// <summary>The account does not exist.</summary>
    UserMissing = 5,

    /// <summary>The account is disabled.</summary>
    UserDisabled = 6,
}
