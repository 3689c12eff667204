using System.ComponentModel.DataAnnotations;

namespace OrleansChat.Accounts;

/// <summary>How accounts are shown and their passwords kept. Section <c>Chat</c>.</summary>
internal sealed class AccountOptions
{
    /// <summary>The zone of the local times in rows (contract.md 1.4). Default +08:00.</summary>
    [RegularExpression(@"^[+-](0\d|1[0-4]):[0-5]\d$", ErrorMessage = "Chat:UtcOffset must look like +08:00.")]
    public string UtcOffset { get; set; } = "+08:00";

    /// <summary>The picture of an account that has none: an absolute URL without a comma. Default: a picture of this server's, as a path.</summary>
    [Required, MinLength(1), RegularExpression("^[^,]*$", ErrorMessage = "Chat:DefaultAvatar must not contain a comma.")]
    public string DefaultAvatar { get; set; } = AccountDefaults.DefaultAvatar;

    /// <summary>Rounds of PBKDF2-HMAC-SHA512 for a new password hash; older hashes are made anew at login. Default 100,000 (about 50 ms).</summary>
    [Range(1_000, 10_000_000)]
    public int PasswordIterations { get; set; } = 100_000;

    /// <summary>Passwords that may wait for a free core; the next login or registration is answered 503. Default 256 (about 7 s of two cores).</summary>
    [Range(1, 100_000)]
    public int PasswordQueueMax { get; set; } = 256;

    /// <summary><see cref="UtcOffset"/> as a span.</summary>
    internal TimeSpan Offset =>
        (UtcOffset[0] == '-' ? -1 : 1) * TimeSpan.ParseExact(UtcOffset[1..], @"hh\:mm", System.Globalization.CultureInfo.InvariantCulture);
}
