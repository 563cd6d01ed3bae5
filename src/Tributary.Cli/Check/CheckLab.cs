using System.Collections.Immutable;
using System.Text;
using Tributary.Git;
using Tributary.Lab;
using Tributary.Patches;
using Tributary.Policy;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary><c>trib check --lab</c>: the selftests that the touched files call for, before one sends (REQ-1).</summary>
internal static class CheckLab
{
    /// <summary>Runs them beside the tree without the patches, tells what came of it, and writes it into the cover letter where that is a file.</summary>
    /// <returns>True when something is worse.</returns>
    public static async Task<bool> RunAsync(CommandContext context, (CheckInput Input, string[] What, string Kernel) asked, Profile profile, CancellationToken cancel)
    {
        ImmutableArray<PatchMail> patches = [.. asked.Input.Files.SelectMany(static file => file.Mails).Select(static mail => mail.Part.Mail).Where(static mail => mail.Kind == MailKind.Patch)];
        var suites = (profile.Testing?.Suites ?? []).Where(suite => patches.Any(patch => PathPattern.TouchesAny(patch, suite.Paths))).Select(static suite => new Suite(suite.Suite, null)).ToImmutableArray();
        if (suites.IsEmpty)
        {
            Tell(context, "No suite is called for by what it touches.");
            return false;
        }

        var git = asked.Input.Repository ?? throw CommandException.Usage("--lab wants the kernel tree that the patches are for: stand in it, or name it with --tree");
        var onto = await FindBaseAsync(git, asked.Input.IsDraft ? asked.What[0] : null, cancel);
        var request = new LabRequest { Kernel = asked.Kernel, Suites = suites, Selftests = profile.Testing!.Selftests, Bounds = MachineBounds.For(suites) };
        var (cache, line) = (new LabCache(null), new LabProgressLine());
        var (note, isWorse) = await RunAsync((new(cache, line.Tell), await new SourceExport(cache, line.Tell).GetForAsync(request, git, onto, cancel)), request, ([.. patches.Select(static patch => patch.Diff ?? "")], onto), cancel);
        line.Clear();
        Tell(context, note);
        if (asked.Input.Files.FirstOrDefault(static file => !file.IsCommit && File.Exists(file.Name)) is { } first)
        {
            MailFile.Replace(first.Name, Encoding.UTF8.GetBytes(CoverNote.Put(Encoding.UTF8.GetString(first.Bytes.Span), note)));
            Tell(context, $"Written into {first.Name}.");
        }

        return isWorse;
    }

    private static async Task<(string Note, bool IsWorse)> RunAsync((LabPair Pair, string Source) with, LabRequest request, (ImmutableArray<string> Diffs, string Onto) of, CancellationToken cancel)
    {
        var before = await with.Pair.RunBaseAsync(request, with.Source, null, cancel);
        return await with.Pair.RunPatchedAsync(request, with.Source, of.Diffs, null, cancel) switch
        {
            LabPatched.Ran ran => Describe(ran.Result, RunComparison.Of(ran.Result.Report, before.Report, new()), of.Onto),
            LabPatched.NotApplied refused => ($"{CoverNote.Beginning} patch {refused.Number} does not apply to {of.Onto[..12]}: {refused.Why}", true),
            LabPatched.NotBuilt broken => ($"{CoverNote.Beginning} {broken.Why}", true),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static (string Note, bool IsWorse) Describe(LabResult result, RunComparison compared, string onto)
    {
        var what = compared.IsRunBroken ? result.Report.Says : compared.Count(ResultKind.NewFailure) is var count and > 0 ? $"{(count == 1 ? "1 test fails that does" : $"{count} tests fail that do")} not at {onto[..12]}" : !compared.Complaints.IsEmpty ? $"the kernel says what it does not at {onto[..12]}: {compared.Complaints[0]}" : $"nothing fails that does not at {onto[..12]}";
        var totals = string.Join("\n", result.Report.Totals.Select(static totals => $"  {totals.Suite}: {totals.Line}"));
        return ($"{CoverNote.Beginning} on {result.Kernel.Release} ({result.Kernel.Package ?? result.Kernel.Version}): {what}.\n{totals}".TrimEnd(), compared.IsWorse);
    }

    // Of commits: what the first of them is on; of files: what is checked out.
    private static async Task<string> FindBaseAsync(string git, string? range, CancellationToken cancel)
    {
        var first = range is null ? "HEAD" : (await GitProgram.RunAsync(git, ["rev-list", range], cancel)).OrThrow($"reading {range}").Text.Split('\n')[^1] + "^";
        return (await GitProgram.RunAsync(git, ["rev-parse", "--verify", "--end-of-options", first + "^{commit}"], cancel)).OrThrow($"reading {first}").Text;
    }

    // Standard output is the findings', also as JSON.
    private static void Tell(CommandContext context, string text)
    {
        if (context.IsJson || context.Get(CheckOptions.Sarif)) Console.Error.WriteLine(text);
        else context.Output.WriteLine(text);
    }
}
