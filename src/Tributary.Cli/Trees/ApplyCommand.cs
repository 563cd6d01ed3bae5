using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Tributary.Patches;
using Tributary.Server;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary><c>trib apply</c>: a series into a tree.</summary>
internal static class ApplyCommand
{
    private static readonly Option<string?> Patches = new("--patches") { Description = "Only these patches, e.g. 1-3,5.", HelpName = "NUMBERS" };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Try it and show the commits; nothing is kept." };
    private static readonly Option<bool> Push = new("--push") { Description = "Push it; then the series is accepted and its sender told." };
    private static readonly Option<bool> Continue = new("--continue") { Description = "Go on after a conflict was mended in the worktree." };
    private static readonly Option<bool> Abort = new("--abort") { Description = "Give up a conflict, or what is applied and not pushed." };
    private static readonly Option<string?> Mbox = new("--mbox") { Description = "Only write what git am would be given, to a file or - for standard output.", HelpName = "FILE" };

    /// <summary>The command.</summary>
    public static Command Create() => new Command("apply", "Apply a series to a tree: with the tags of its discussion, as a merge of its cover letter.")
    {
        ApplyOptions.Series, ApplyOptions.Tree, Patches, DryRun, Push, Continue, Abort, Mbox, ApplyOptions.Signer, GlobalOptions.Project, GlobalOptions.Json,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        if ((context.Get(Continue) ? 1 : 0) + (context.Get(Abort) ? 1 : 0) + (context.Get(DryRun) ? 1 : 0) > 1) throw CommandException.Usage("--continue, --abort and --dry-run exclude each other");
        await using var database = await context.OpenDatabaseAsync(cancel);
        var detail = await SeriesShowCommand.FindAsync(context, database, context.Get(ApplyOptions.Series)!, cancel);
        var tools = await ApplyOptions.ToolsAsync(context, database, cancel);
        if (context.Get(Mbox) is { } file) return await WriteMboxAsync(context, database, (detail, file), cancel);
        var request = new ApplyRequest(detail.Summary.Id, ApplyOptions.Actor())
        {
            Tree = context.Get(ApplyOptions.Tree), Numbers = context.Get(Patches), IsDryRun = context.Get(DryRun), Push = context.Get(Push), Continue = context.Get(Continue),
            // Who goes on is he who began, where nobody is named.
            Signer = context.Get(Abort) || (context.Get(Continue) && !ApplyOptions.HasSigner(context)) ? null : ApplyOptions.ReadSigner(context),
        };
        var step = new ApplyStep(tools);
        if (!context.Get(Abort)) return Tell(context, await step.RunAsync(request, cancel));
        return await step.AbortAsync(request, cancel) is { } refused ? throw CommandException.No(refused.Sentence.TrimEnd('.')) : ExitStatus.Done;
    }

    private static async Task<int> WriteMboxAsync(CommandContext context, Database database, (SeriesDetail Detail, string File) what, CancellationToken cancel)
    {
        var detail = what.Detail;
        ImmutableArray<int> numbers = [];
        if (context.Get(Patches) is { } given && !PatchNumbers.TryParse(given, Math.Max(1, detail.Summary.Total), out numbers)) throw CommandException.Usage($"--patches {given} are no patches of it");
        var project = await new ProjectQueries(database).FindAsync(detail.Summary.Project, cancel);
        var profile = ProfileFile.Find(project!.Profile) ?? throw CommandException.Usage($"there is no profile {project.Profile}");
        var (plan, why) = await new ApplyPlanner(database).MakeAsync(detail, profile, numbers, context.Get(ApplyOptions.Signer) is null ? null : ApplyOptions.ReadSigner(context), cancel);
        if (plan is null) throw CommandException.No(why!.TrimEnd('.'));
        await using var output = what.File == "-" ? Console.OpenStandardOutput() : File.Create(what.File);
        foreach (var mail in plan.Mails) await output.WriteAsync(mail, cancel);
        return ExitStatus.Done;
    }

    private static int Tell(CommandContext context, ApplyOutcome outcome) => outcome switch
    {
        ApplyOutcome.Applied applied => TellApplied(context, applied),
        ApplyOutcome.Conflict conflict => TellConflict(context, conflict),
        ApplyOutcome.Refused refused => throw CommandException.No(refused.Sentence.TrimEnd('.')),
        _ => ExitStatus.Outside,
    };

    private static int TellApplied(CommandContext context, ApplyOutcome.Applied applied)
    {
        var application = applied.Application;
        if (context.IsJson)
        {
            var commits = applied.Commits.Select(static one => new { number = one.Number, message_id = one.Message.Value, title = one.Title, commit = one.Commit?.Hex });
            context.Output.WriteLine(JsonSerializer.Serialize(
                new { state = application.State.Slug, tree = application.Tree, @base = application.Base, tip = application.Tip?.Hex, branch = applied.Branch, commits, reminder = applied.Reminder, push_fault = applied.PushFault }, ViewJson.Options));
        }
        else
        {
            foreach (var one in applied.Commits) context.Output.WriteLine($"{one.Commit?.Short ?? "(there already)"}  {TerminalText.Line(one.Title)}");
            if (applied.Branch.Length == 0)
            {
                foreach (var one in applied.Commits) context.Output.WriteLine($"\n{TerminalText.Line(one.Title)}\n\n{TerminalText.Block(one.Text)}");
            }
            else context.Output.WriteLine(application.State == ApplicationState.Pushed ? $"pushed to {application.Tree}: {application.Tip?.Short}" : $"{application.Tip?.Short} on {applied.Branch}; trib apply {context.Get(ApplyOptions.Series)} --push brings it into {application.Tree}");
            if (applied.Reminder is { } reminder) context.Output.WriteLine(TerminalText.Line(reminder));
        }

        return applied.PushFault.Length == 0 ? ExitStatus.Done : throw CommandException.Outside(applied.PushFault);
    }

    private static int TellConflict(CommandContext context, ApplyOutcome.Conflict conflict)
    {
        var place = conflict.Place;
        if (context.IsJson)
        {
            var command = place.Folder.Length > 0 ? conflict.GoOn : null;
            context.Output.WriteLine(JsonSerializer.Serialize(
                new { state = "conflict", tree = conflict.Tree, number = place.Number, title = place.Title, worktree = place.Folder, paths = place.Paths, hunks = place.Hunks, broken_by = place.BrokenBy, broken_title = place.BrokenTitle, said = place.Said, command },
                ViewJson.Options));
            return ExitStatus.No;
        }

        context.Output.WriteLine($"patch {place.Number} does not fit on {conflict.Tree}: {TerminalText.Line(place.Title)}");
        foreach (var path in place.Paths.Where(path => place.Hunks.All(hunk => hunk.Path != path))) context.Output.WriteLine($"  {TerminalText.Line(path)}");
        foreach (var hunk in place.Hunks) context.Output.WriteLine($"  {TerminalText.Line(hunk.Path)}:{hunk.Line}");
        if (CommitId.TryParse(place.BrokenBy, out var commit)) context.Output.WriteLine($"since {commit.Short} {TerminalText.Line(place.BrokenTitle ?? "")}");
        context.Output.WriteLine(TerminalText.Line(place.Said));
        if (place.Folder.Length > 0) context.Output.WriteLine($"mend it in {place.Folder}, then {conflict.GoOn}, or --abort");
        return ExitStatus.No;
    }
}
