using System.Collections.Immutable;
using System.CommandLine;
using Tributary.Git;
using Tributary.Policy;

namespace Tributary.Cli;

/// <summary><c>trib send</c>: checks a series, fills in whom it goes to, shows all, and hands it over to git send-email.</summary>
internal static class SendCommand
{
    private static readonly Option<bool> Force = new("--force") { Description = "Send although the check found errors." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show everything, hand nothing over." };
    private static readonly Option<bool> Yes = new("--yes") { Description = "git send-email does not ask before it sends." };

    /// <summary>The command.</summary>
    public static Command Create() => new Command("send", "Sends patches: checks them, fills in To and Cc, shows all, and hands them over to git send-email.")
    {
        CheckOptions.What, CheckOptions.Tree, CheckOptions.Profile, CheckOptions.Prefix, Force, DryRun, Yes,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var profile = ProfileChoice.Get(context);
        var input = await CheckInput.ReadAsync(context, context.Get(CheckOptions.What) ?? [], cancel);
        if (input.Files.Any(static file => file.Only is not null)) throw CommandException.Usage("what stands in the queue was sent already; name files or a revision range");
        var results = await CheckRun.RunAsync(input, profile, cancel);
        CheckText.Write(context.Output, results);
        await ShowRouteAsync(context, profile, input, cancel);
        var recipients = await RecipientsAsync(context, profile, input, cancel);
        context.Output.WriteLine();
        foreach (var (option, address) in recipients) context.Output.WriteLine($"{(option == "--to" ? "To:" : "Cc:")} {TerminalText.Line(address)}");
        foreach (var part in input.Files.SelectMany(static file => file.Mails).Select(static mail => mail.Part)) context.Output.WriteLine($"{TerminalText.Line(part.Message.Subject)}");
        await context.Output.FlushAsync(cancel);

        if (results.Any(static result => result.Finding.Severity == Severity.Error) && !context.Get(Force))
            throw CommandException.No("not sent: the check found errors; mend them, or send all the same with --force");
        if (!recipients.Any(static one => one.Option == "--to")) throw CommandException.Usage("nobody is named to send this to; name a kernel tree with --tree DIR");
        return context.Get(DryRun) ? ExitStatus.Done : await HandOverAsync(context, input, recipients, cancel);
    }

    private static async Task ShowRouteAsync(CommandContext context, Profile profile, CheckInput input, CancellationToken cancel)
    {
        foreach (var question in RouteSorting.Sort([.. input.Files.SelectMany(static file => file.Mails).Select(static mail => mail.Part)]))
        {
            var decision = Router.Decide(profile, question.Facts with { Fixed = await FixedSeries.FindAsync(context, input.Repository, question, profile, cancel) });
            context.Output.WriteLine($"Tree: {decision.Tree ?? "none of ours"} ({decision.Sureness}): {TerminalText.Line(decision.Reason)}");
        }
    }

    // Without a kernel tree: the profile's list for patches (SUB-1).
    private static async Task<ImmutableArray<(string Option, string Address)>> RecipientsAsync(CommandContext context, Profile profile, CheckInput input, CancellationToken cancel)
    {
        var lists = profile.Lists.Select(static list => list.Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var main = profile.ListFor(ListUse.Patches)?.Address;
        ImmutableArray<(string Option, string Address)> found = [];
        if (TreeChoice.Find(context.Get(CheckOptions.Tree)) is { } tree)
        {
            var search = new MaintainersSearch(tree.Maintainers, tree.Source, new());
            foreach (var part in input.Files.SelectMany(static file => file.Mails).Select(static mail => mail.Part)) search.Add(PatchTouch.Read(PatchText.Of(part.Message.Raw).Span));
            var match = search.Match();
            found = SendArguments.Of(match.Complete(await new HistoryReader(tree, HistoryReader.Usual).ReadAsync(match, cancel)), lists);
        }
        else
        {
            ErrorBoundary.Write("no kernel tree is at hand, so the maintainers are missing in Cc; name one with --tree DIR");
        }

        return main is null || found.Any(one => one.Option == "--to" && lists.Contains(one.Address)) ? found : [("--to", main), .. found];
    }

    private static async Task<int> HandOverAsync(CommandContext context, CheckInput input, ImmutableArray<(string Option, string Address)> recipients, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("tributary-send-");
        try
        {
            var files = new List<string>();
            foreach (var (part, index) in input.Files.SelectMany(static file => file.Mails).Select(static (mail, index) => (mail.Part, index)))
            {
                files.Add(Path.Combine(folder.FullName, $"{index:0000}.patch"));
                await File.WriteAllBytesAsync(files[^1], part.Message.Raw.ToArray(), cancel);
            }

            // Errors were told above; the hook that asks trib check would refuse again what --force lets through.
            string[] force = context.Get(Force) ? ["--no-validate"] : [];
            string[] confirm = context.Get(Yes) ? ["--confirm=never"] : [];
            var status = await SendEmail.RunAsync([.. force, .. confirm, .. recipients.Select(static one => $"{one.Option}={one.Address}"), .. files], cancel);
            return status == 0 ? ExitStatus.Done : throw CommandException.Outside($"git send-email ended with {status}; set it up as git help send-email says");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
