using System.CommandLine;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Tributary.Git;
using Tributary.Mail;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary><c>trib pull-request</c>: writes the pull request of a tree.</summary>
internal static class PullRequestCommand
{
    private static readonly Argument<string> Tree = new("TREE") { Description = "The tree, e.g. one of trib tree list." };
    private static readonly Option<string?> To = new("--to") { Description = "The tree that is asked to pull (default: where the profile lets it flow).", HelpName = "TREE" };
    private static readonly Option<string?> Since = new("--since") { Description = "From this commit, tag or tree on (default: what the destination lacks).", HelpName = "COMMIT" };
    private static readonly Option<string?> Series = new("--series") { Description = "Only these series, by number, parted by commas, on a branch of their own.", HelpName = "IDS" };
    private static readonly Option<string?> Branch = new("--branch") { Description = "The name of that branch (default: for-TREE of --to).", HelpName = "NAME" };
    private static readonly Option<string?> Tag = new("--tag") { Description = "Make a tag with the summary as its text, to be pulled.", HelpName = "NAME" };
    private static readonly Option<string?> Sign = new("--sign") { Description = "Sign the tag: the id of a gpg key, or the file of an ssh key (default: $TRIBUTARY_SIGNING_KEY).", HelpName = "KEY" };
    private static readonly Option<bool> Push = new("--push") { Description = "Push the tag, and the branch of --series, to where the tree is pushed." };
    private static readonly Option<string?> Url = new("--url") { Description = "Where it is pulled from (default: where the tree is fetched from).", HelpName = "URL" };
    private static readonly Option<string?> Changes = new("--changes") { Description = "Take the list of the main changes from this file; where it is not there it is written, to be edited.", HelpName = "FILE" };
    private static readonly Option<string?> From = new("--from") { Description = "Who writes it (default: git's name and address).", HelpName = "WHO" };
    private static readonly Option<string?> Output = new("--output") { Description = "Write the mail to this file.", HelpName = "FILE" };
    private static readonly Option<bool> Send = new("--send") { Description = "Send it through the outbox." };

    /// <summary>The command.</summary>
    public static Command Create() => new Command("pull-request", "Writes the pull request of a tree: counted in git, with conflicts foreseen (TREE-3, TREE-4).")
    {
        Tree, To, Since, Series, Branch, Tag, Sign, Push, Url, Changes, From, Output, Send, CheckOptions.Profile, GlobalOptions.Json,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var sender = ReadPerson(context.Get(From) ?? await SendEmail.FindIdentityAsync(cancel) ?? throw CommandException.Usage("git knows no name and address of yours; say --from \"NAME <ADDRESS>\""));
        var key = context.Get(Sign) ?? Environment.GetEnvironmentVariable("TRIBUTARY_SIGNING_KEY");
        if (context.Get(Sign) is not null && context.Get(Tag) is null) throw CommandException.Usage("--sign signs a tag: name it with --tag NAME");
        var file = context.Get(Changes);
        await using var database = await context.OpenDatabaseAsync(cancel);
        var composer = new PullComposer(database, context.TreeFolder, TimeProvider.System);
        var outcome = await composer.RunAsync(ProfileChoice.Get(context), new()
        {
            Tree = context.Get(Tree)!, Into = context.Get(To), Since = context.Get(Since), Series = ReadSeries(context.Get(Series)), Branch = context.Get(Branch), Tag = context.Get(Tag),
            Key = string.IsNullOrEmpty(key) ? null : key, Pushes = context.Get(Push), Url = context.Get(Url), Sender = sender,
            Changes = file is not null && File.Exists(file) ? await File.ReadAllTextAsync(file, cancel) : null,
        }, cancel);
        var draft = outcome switch
        {
            PullOutcome.Done done => done.Draft,
            PullOutcome.UpToDate nothing => throw CommandException.No($"{nothing.Into} has all of {nothing.Tree}: there is nothing to pull"),
            PullOutcome.Refused refused => throw CommandException.Usage(refused.Why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (file is not null && !File.Exists(file)) await File.WriteAllTextAsync(file, draft.Letter.Changes, cancel);
        var mail = Write(draft, sender);
        if (context.Get(Output) is { } path) await File.WriteAllBytesAsync(path, mail, cancel);
        if (context.Get(Send) || context.Get(Output) is not null) await composer.KeepAsync(draft, context.Get(Send) ? new Outbox(MailIdentity.Unset, TimeProvider.System) : null, sender, cancel);
        if (context.IsJson) await context.Output.WriteLineAsync(JsonSerializer.Serialize(PullView.From(draft), ViewJson.Options));
        else if (context.Get(Output) is null && !context.Get(Send)) await context.Output.WriteAsync(Encoding.UTF8.GetString(mail));
        return ExitStatus.Done;
    }

    private static byte[] Write(PullDraft draft, Mailbox sender)
    {
        var (to, cc) = draft.To.IsEmpty ? (draft.Cc, []) : (draft.To, draft.Cc);
        var letter = new Letter { From = sender, To = to, Cc = cc, Subject = draft.Subject, Text = draft.Text, Automatic = AutoSubmitted.No };
        var bytes = LetterWriter.Write(letter, new($"{Guid.NewGuid():N}@{sender.Address.Split('@')[^1]}"), TimeProvider.System.GetUtcNow());
        return [.. bytes.Where(static value => value != (byte)'\r')];
    }

    private static ImmutableArray<SeriesId> ReadSeries(string? ids)
    {
        if (ids is null) return [];
        var numbers = ids.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(static word => long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToList();
        return numbers.Count > 0 && numbers.TrueForAll(static number => number > 0) ? [.. numbers.Select(static number => new SeriesId(number))] : throw CommandException.Usage($"--series {TerminalText.Line(ids)}: numbers of series, parted by commas");
    }

    private static Mailbox ReadPerson(string text)
    {
        var (open, close) = (text.IndexOf('<', StringComparison.Ordinal), text.LastIndexOf('>'));
        return open >= 0 && close > open ? new(text[..open].Trim(' ', '"'), text[(open + 1)..close].Trim()) : throw CommandException.Usage($"{TerminalText.Line(text)} is no person; write \"NAME <ADDRESS>\"");
    }
}
