using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Tributary.Mail;
using Tributary.Policy;
using Tributary.Server;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary><c>trib stable submit</c>: what is due goes to the stable maintainers, as a list of commits or as patches.</summary>
internal static class StableSubmitCommand
{
    private static readonly Option<bool> AsPatches = new("--patches") { Description = "Send patches against the branch, each with \"commit X upstream.\" and your sign-off, in place of the list of commits." };
    private static readonly Option<string?> Signer = new("--signed-off-by") { Description = "With --patches: who signs them off, \"Name <address>\".", HelpName = "PERSON" };

    /// <summary>The command.</summary>
    public static Command Create() => new Command("submit", "Write to the stable maintainers what is due: a mail a branch with the commits, or patches.")
    {
        StableQueueCommands.Branch, AsPatches, Signer, StableQueueCommands.DryRun, GlobalOptions.Project, GlobalOptions.Json,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var signer = ReadSigner(context);
        await using var database = await context.OpenDatabaseAsync(cancel);
        var (project, profile) = await StableProject.FindAsync(context, database, cancel);
        var desk = new StableDesk(database, context.TreeFolder, TimeProvider.System);
        var outbox = new Outbox(MailIdentity.Unset, TimeProvider.System);
        var dead = StableKernels.Dead(await desk.ListKernelsAsync(profile.Stable!, cancel));
        var only = StableQueueCommands.Branches(context);
        if (only.FirstOrDefault(dead.ContainsKey) is { } gone) throw CommandException.No(dead[gone]);
        var step = new StableSubmitStep(database, desk, outbox, TimeProvider.System);
        var patching = new StablePatchStep(database, desk, outbox, TimeProvider.System);
        var isAny = false;
        foreach (var plan in (await step.PlanAsync(project, profile, null, cancel)).Where(plan => only.IsEmpty || AskedBranches.Include(only, plan.Branch)))
            isAny |= signer is null ? await SendListAsync(context, step, (project, profile, plan), cancel) : await SendPatchesAsync(context, patching, (project, profile, await patching.MakeAsync(plan, signer, cancel)), cancel);
        return isAny ? ExitStatus.Done : throw CommandException.No("nothing is due");
    }

    private static async Task<bool> SendListAsync(CommandContext context, StableSubmitStep step, (StoredProject Project, Profile Profile, StableSubmission Plan) what, CancellationToken cancel)
    {
        var (project, profile, plan) = what;
        Tell(plan.Lines.Where(static line => !line.Check.Applies));
        var going = plan with { Lines = plan.Lines.RemoveAll(static line => !line.Check.Applies) };
        if (going.Lines.IsEmpty || !(context.Get(StableQueueCommands.DryRun) || await step.RunAsync(project, profile, plan, Environment.UserName, cancel))) return false;
        Report(context, plan.Branch, [.. going.Lines.Select(static line => line.Entry)], [StableSubmitStep.Letter(profile, going, project.Id, "")]);
        return true;
    }

    private static async Task<bool> SendPatchesAsync(CommandContext context, StablePatchStep step, (StoredProject Project, Profile Profile, StablePatches Patches) what, CancellationToken cancel)
    {
        var (project, profile, patches) = what;
        Tell(patches.Left);
        if (patches.Made.IsEmpty || !(context.Get(StableQueueCommands.DryRun) || await step.RunAsync(project, profile, patches, Environment.UserName, cancel))) return false;
        Report(context, patches.Branch, [.. patches.Made.Select(static patch => patch.Entry)], StablePatchStep.Letters(profile, patches, project));
        return true;
    }

    private static void Tell(IEnumerable<StableSubmissionLine> left)
    {
        foreach (var line in left) ErrorBoundary.Write($"{TerminalText.Line(StableWords.Name(line.Entry.Where!.Commit))} {TerminalText.Line(line.Check.Says)}");
    }

    private static void Report(CommandContext context, string branch, ImmutableArray<StableEntry> entries, ImmutableArray<OutgoingLetter> letters)
    {
        if (context.IsJson) context.Output.WriteLine(JsonSerializer.Serialize(new { branch, isSent = !context.Get(StableQueueCommands.DryRun), mails = letters.Length, commits = entries.Select(static entry => entry.Commit.Hex) }, ViewJson.Options));
        else foreach (var letter in letters) StableQueueCommands.Write(context, letter);
    }

    // A sign-off is a person's word: nobody's is made up.
    private static Mailbox? ReadSigner(CommandContext context)
    {
        if (!context.Get(AsPatches)) return context.Get(Signer) is null ? null : throw CommandException.Usage("--signed-off-by goes with --patches");
        return context.Get(Signer) is { } text && StableQueueCommands.ReadAddress(text) is { Name.Length: > 0 } signer
            ? signer : throw CommandException.Usage("say who signs the patches off: --signed-off-by \"Name <address>\"");
    }
}
