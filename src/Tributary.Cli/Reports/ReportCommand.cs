using System.CommandLine;
using System.Text.Json;
using Tributary.Git;
using Tributary.Mail;
using Tributary.Policy;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary><c>trib report</c>: composes the mail that reports a bug, to whom the handbook wants it.</summary>
internal static class ReportCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new Command("report", "Composes the mail that reports a bug: from a description, a kernel log, or both.")
    {
        ReportOptions.Description, ReportOptions.Log, ReportOptions.Subject, ReportOptions.Culprit, ReportOptions.Llvm, ReportOptions.Image, ReportOptions.Config,
        CheckOptions.Tree, CheckOptions.Profile, ReportOptions.From, ReportOptions.Send, ReportOptions.Output, GlobalOptions.Json,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var profile = ProfileChoice.Get(context);
        var tree = TreeChoice.Find(context.Get(CheckOptions.Tree));
        if (tree is null && context.Get(CheckOptions.Tree) is { } named) throw CommandException.Usage($"{named} has no MAINTAINERS file; --tree names the top of a kernel tree");
        var report = await ReportGathering.ReadAsync(context, profile, tree, cancel);
        var people = ReportPeople.Of(profile, report, MaintainersOf(profile, report, tree));
        if (people.To.IsEmpty) throw CommandException.Usage($"the profile {profile.Name} names no list for such reports");
        Warn(profile, report, tree);
        var mail = Compose(context.Get(ReportOptions.From) ?? await SendEmail.FindIdentityAsync(cancel), profile, report, people);
        if (context.IsJson) context.Output.WriteLine(JsonSerializer.Serialize(ReportView.From(profile, report, people), ViewJson.Options));
        else if (context.Get(ReportOptions.Output) is { } path) await File.WriteAllBytesAsync(path, mail, cancel);
        else if (!context.Get(ReportOptions.Send)) await context.Output.WriteAsync(System.Text.Encoding.UTF8.GetString(mail));
        return context.Get(ReportOptions.Send) ? await SendAsync(mail, people, cancel) : ExitStatus.Done;
    }

    private static System.Collections.Immutable.ImmutableArray<Responsible> MaintainersOf(Profile profile, BugReport report, KernelTree? tree)
    {
        if (tree is null) return [];
        var search = new MaintainersSearch(tree.Maintainers, tree.Source, new() { WithKeywords = false, WithFallback = false });
        foreach (var path in ReportPeople.PathsOf(profile.Reporting, report)) search.Add(path);
        return search.Match().Complete();
    }

    private static void Warn(Profile profile, BugReport report, KernelTree? tree)
    {
        if (tree is null) ErrorBoundary.Write("no kernel tree is at hand, so the maintainers are missing in Cc; name one with --tree DIR");
        foreach (var host in profile.UnreadTrackers) ErrorBoundary.Write($"reports to {host} are overlooked: this mail is the report");
        foreach (var host in ReportPeople.UnreadTrackers(profile, report.Description)) ErrorBoundary.Write($"the description links to {host}, where nobody of these lists looks: say in the mail itself what stands there");
    }

    private static byte[] Compose(string? from, Profile profile, BugReport report, ReportPeople people)
    {
        var sender = from is null ? new Mailbox("", "you@example.org") : MailboxOf(from);
        if (from is null) ErrorBoundary.Write("git knows no name and address of yours; the mail is from you@example.org until --from says otherwise");
        var letter = new Letter { From = sender, To = people.To, Cc = people.Cc, Subject = report.Subject(profile.Reporting), Text = report.Body(), Automatic = AutoSubmitted.No };
        // An id of its own: git send-email keeps it, and other programs need one.
        var bytes = LetterWriter.Write(letter, new($"{Guid.NewGuid():N}@{sender.Address.Split('@')[^1]}"), TimeProvider.System.GetUtcNow());
        return [.. bytes.Where(static value => value != (byte)'\r')];
    }

    private static Mailbox MailboxOf(string text)
    {
        var (open, close) = (text.IndexOf('<', StringComparison.Ordinal), text.LastIndexOf('>'));
        return open >= 0 && close > open ? new(text[..open].Trim(' ', '"'), text[(open + 1)..close].Trim()) : new("", text.Trim());
    }

    private static async Task<int> SendAsync(byte[] mail, ReportPeople people, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("tributary-report-");
        try
        {
            var path = Path.Combine(folder.FullName, "report.eml");
            await File.WriteAllBytesAsync(path, mail, cancel);
            // To and Cc stand in the mail; nothing is added to them.
            var status = await SendEmail.RunAsync(["--suppress-cc=all", .. people.To.Select(static one => $"--to={one.Address}"), .. people.Cc.Select(static one => $"--cc={one.Address}"), path], cancel);
            return status == 0 ? ExitStatus.Done : throw CommandException.Outside($"git send-email ended with {status}; set it up as git help send-email says");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
