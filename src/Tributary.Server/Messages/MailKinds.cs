using Tributary.Patches;

namespace Tributary.Server;

/// <summary>What a message is, in words.</summary>
internal static class MailKinds
{
    /// <summary>The word in data.</summary>
    public static string SlugOf(MailKind kind) => kind switch
    {
        MailKind.Patch => "patch",
        MailKind.CoverLetter => "cover",
        MailKind.Reply => "comment",
        MailKind.PullRequest => "pull-request",
        _ => "none",
    };

    /// <summary>The words on a page.</summary>
    public static string TitleOf(MailKind kind) => kind switch
    {
        MailKind.Patch => "Patch",
        MailKind.CoverLetter => "Cover letter",
        MailKind.Reply => "Reply",
        MailKind.PullRequest => "Pull request",
        _ => "Message",
    };
}
