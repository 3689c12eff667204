namespace OrleansChat.Storage;

/// <summary>What became of a <see cref="Promotion"/>.</summary>
public enum PromotionResult
{
    /// <summary>The guest is a registered user now.</summary>
    Promoted = 0,

    /// <summary>Another account has the name; nothing was written.</summary>
    UsernameTaken = 1,

    /// <summary>There is no such guest, or it is disabled or registered already; nothing was written.</summary>
    NoGuest = 2,
}
