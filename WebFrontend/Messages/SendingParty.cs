using OrleansChat.Accounts;
using OrleansChat.Users;

namespace OrleansChat.Messages;

/// <summary>The caller as the sender of a message.</summary>
internal static class SendingParty
{
    /// <summary>The party; one without a picture shows the default one.</summary>
    public static MessageParty Of(UserAccount account, AccountOptions options)
    {
        var party = MessageParty.Of(account);
        return party.Avatar.Length > 0 ? party : party with { Avatar = options.DefaultAvatar };
    }
}
