using Tributary.Mail;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What is written to people about their accounts. Plain sentences; a link stands on a line of its own. Pure.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Text">The body, lines of LF.</param>
internal sealed record AccountLetter(string Subject, string Text)
{
    private static readonly string Ending =
        $"The link serves once, within {(int)ConfirmationStore.Life.TotalHours} hours. If it was not you who asked, do nothing: nothing changes then.\n";

    /// <summary>To an address that has no account.</summary>
    /// <param name="wantsReset">A new password was asked for; else an account.</param>
    /// <param name="link">Where the account is made.</param>
    public static AccountLetter ToStranger(bool wantsReset, string link) => new("Your account", (wantsReset
        ? "Somebody, probably you, asked for a new password for this address. No account has this address.\nTo make one, open this page and choose a name and a password:\n"
        : "Somebody, probably you, wants an account for this address.\nTo make it, open this page and choose a name and a password:\n") + Link(link) + Ending);

    /// <summary>To an address that has one.</summary>
    /// <param name="user">Whose it is.</param>
    /// <param name="wantsReset">A new password was asked for; else another account.</param>
    /// <param name="link">Where a new password is chosen.</param>
    public static AccountLetter ToUser(User user, bool wantsReset, string link) => new("Your account", (wantsReset
        ? $"Somebody, probably you, asked for a new password for {user.Username}.\nTo choose one, open this page:\n"
        : $"Somebody, probably you, wants an account for this address. It has one already: {user.Username}.\nShould you not know its password, open this page and choose another one:\n")
        + Link(link) + Ending);

    /// <summary>To an address that somebody wants to add to his account, and that is nobody's.</summary>
    public static AccountLetter ToNewAddress(User user, string link) => new("An address for your account",
        $"{user.Username} wants this address to belong to that account.\nIf {user.Username} is you, open this page:\n{Link(link)}{Ending}");

    /// <summary>To an address that somebody wants to add to his account, and that is somebody's.</summary>
    public static AccountLetter ToTakenAddress(User user, string owner) => new("An address for your account",
        $"{user.Username} wants this address to belong to that account. It belongs to {owner} already, and nothing changes.\n"
        + "Should both be yours, sign in as the other and take the address away there first.\n");

    /// <summary>To somebody whose account was changed.</summary>
    /// <param name="user">Who.</param>
    /// <param name="what">What was changed, as a sentence.</param>
    public static AccountLetter OfChange(User user, string what) => new("Your account was changed",
        $"Of the account {user.Username}: {what}\nIf it was not you, choose a new password by the page of the sign-in, and tell the administrator.\n");

    /// <summary>The letter for the outbox.</summary>
    /// <param name="key">What it is about: the same cause makes one letter.</param>
    /// <param name="address">Where it goes.</param>
    /// <param name="user">Whom it is for, where he has an account.</param>
    public OutgoingLetter To(string key, string address, User? user) => new()
    {
        Key = "account/" + key, To = [new Mailbox(user?.Name ?? "", address)], Subject = Subject, Text = Text, User = user?.Id,
    };

    private static string Link(string link) => $"\n    {link}\n\n";
}
