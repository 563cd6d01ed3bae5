using System.CommandLine;
using Tributary.Git;
using Tributary.Server;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary>What <c>trib apply</c> and <c>trib drop</c> have in common.</summary>
internal static class ApplyOptions
{
    /// <summary>The series.</summary>
    public static Argument<string> Series { get; } = new("SERIES") { Description = "The number of a series, or a Message-Id." };

    /// <summary>The tree.</summary>
    public static Option<string?> Tree { get; } = new("--tree") { Description = "The tree (default: the one that routing found).", HelpName = "TREE" };

    /// <summary>Who commits.</summary>
    public static Option<string?> Signer { get; } = new("--signer") { Description = "Who commits and signs off: \"Name <address>\" (default: $TRIBUTARY_SIGNER).", HelpName = "PERSON" };

    /// <summary>True where somebody is named who commits and signs off.</summary>
    public static bool HasSigner(CommandContext context) => !string.IsNullOrEmpty(context.Get(Signer) ?? Environment.GetEnvironmentVariable("TRIBUTARY_SIGNER"));

    /// <summary>Who commits and signs off.</summary>
    /// <exception cref="CommandException">Nobody is named.</exception>
    public static GitPerson ReadSigner(CommandContext context)
    {
        var text = context.Get(Signer) ?? Environment.GetEnvironmentVariable("TRIBUTARY_SIGNER") ?? "";
        var open = text.IndexOf('<', StringComparison.Ordinal);
        if (open < 1 || !text.EndsWith('>') || text[..open].Trim().Length == 0 || !text[open..].Contains('@', StringComparison.Ordinal) || text.Any(char.IsControl))
            throw CommandException.Usage("say who signs off: --signer \"Name <address>\", or TRIBUTARY_SIGNER");
        return new(text[..open].Trim(), text[(open + 1)..^1].Trim());
    }

    /// <summary>What applying and dropping are made of.</summary>
    public static async Task<ApplyTools> ToolsAsync(CommandContext context, Database database, CancellationToken cancel) =>
        new(database, context.TreeFolder, ProfileFile.Find, (new TreeNotices(await NoticesAsync(database, cancel)), TimeProvider.System));

    /// <summary>The letters to senders, with links to the site where a server has said where that is.</summary>
    public static async Task<SeriesNotices> NoticesAsync(Database database, CancellationToken cancel) =>
        new(new Outbox(MailIdentity.Unset, TimeProvider.System), ProfileFile.Find, await new OutboxQueries(database).FindSiteAsync(cancel));

    /// <summary>He who runs the machine.</summary>
    public static WorkActor Actor() => new(User: null, Door.CommandLine, TimeProvider.System.GetUtcNow());
}
