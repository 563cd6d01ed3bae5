using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tributary.Server;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary><c>trib stable branches, audit, applies</c>: what is asked of a branch.</summary>
internal static class StableBranchCommands
{
    private static readonly Option<string?> Update = new("--update") { Description = "Take kernel.org's releases.json from a file; - reads standard input.", HelpName = "FILE" };
    private static readonly Argument<string> Branch = new("BRANCH") { Description = "A stable branch: 6.6." };
    private static readonly Argument<string[]> Paths = new("PATH") { Description = "Only commits that touch these files or folders.", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Argument<string[]> Commits = new("COMMIT") { Description = "Commits or titles.", Arity = ArgumentArity.OneOrMore };

    /// <summary>The commands.</summary>
    public static IEnumerable<Command> Create() =>
    [
        new Command("branches", "List the stable branches: first and last release, longterm or not, and which are maintained no more.") { Update, StableCommand.Family, CheckOptions.Profile, GlobalOptions.Json }.Runs(ListAsync),
        new Command("audit", "List the fixes of mainline that a branch lacks though it has their culprit, and what it has that mainline took back.") { Branch, Paths, StableCommand.Family, CheckOptions.Profile, GlobalOptions.Json }.Runs(AuditAsync),
        new Command("applies", "Try commits on a branch: does each apply, and what may have to go before.") { Branch, Commits, StableCommand.Family, CheckOptions.Profile, GlobalOptions.Json }.Runs(TryAsync),
    ];

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancel)
    {
        var values = StableCommand.Values(context);
        await using var database = await context.OpenDatabaseAsync(cancel);
        var desk = new StableDesk(database, context.TreeFolder, TimeProvider.System);
        if (context.Get(Update) is { } file) await UpdateAsync(desk, values, database, file, cancel);
        var kernels = await desk.ListKernelsAsync(values, cancel);
        if (StableCommand.FindIndex(context) is { } stable) CommitIndex.NoteDead(stable.Path, StableKernels.Dead(kernels));
        using var open = desk.OpenIndex();
        foreach (var kernel in kernels)
        {
            var facts = open?.Index.Branches.FirstOrDefault(branch => branch.Short == kernel.Branch);
            if (context.IsJson)
                context.Output.WriteLine(JsonSerializer.Serialize(new { branch = kernel.Branch, first = facts?.Base, last = facts?.Last ?? (kernel.Last.Length > 0 ? "v" + kernel.Last : null), longterm = kernel.IsLongterm, ended = kernel.HasEnded, ends = kernel.Ends.Length > 0 ? kernel.Ends : null, why = kernel.Why, followed = facts is not null }, ViewJson.Options));
            else
                context.Output.WriteLine($"{kernel.Branch,-6} {facts?.Base ?? "",-6} {facts?.Last ?? (kernel.Last.Length > 0 ? "v" + kernel.Last : "?"),-10} {(kernel.HasEnded ? $"ended {kernel.Ends}".TrimEnd() : kernel.IsLongterm ? $"longterm{(kernel.Ends.Length > 0 ? $" until {kernel.Ends} (foreseen)" : "")}" : "maintained"),-38} {TerminalText.Line(kernel.Why)}");
        }

        foreach (var branch in open?.Index.Branches.Where(branch => !branch.IsMainline && kernels.All(kernel => kernel.Branch != branch.Short)) ?? [])
        {
            if (context.IsJson) context.Output.WriteLine(JsonSerializer.Serialize(new { branch = branch.Short, first = branch.Base, last = branch.Last, longterm = false, ended = false, ends = (string?)null, why = "followed; nothing was said of its end", followed = true }, ViewJson.Options));
            else context.Output.WriteLine($"{branch.Short,-6} {branch.Base,-6} {branch.Last ?? "?",-10} {"maintained",-38} nothing was said of its end");
        }

        return ExitStatus.Done;
    }

    private static async Task UpdateAsync(StableDesk desk, Policy.StableValues values, Database database, string file, CancellationToken cancel)
    {
        if (file != "-" && !File.Exists(file)) throw CommandException.Usage($"there is no file {file}");
        var json = file == "-" ? await Console.In.ReadToEndAsync(cancel) : await File.ReadAllTextAsync(file, cancel);
        var read = StableKernels.Read(json, await desk.ListKernelsAsync(values, cancel), TimeProvider.System.GetUtcNow()) ?? throw CommandException.Usage($"{file} is no releases.json of kernel.org");
        await new KernelStore(database).PutAsync(read, cancel);
    }

    private static async Task<int> AuditAsync(CommandContext context, CancellationToken cancel)
    {
        using var open = Open(context);
        var branch = await FindBranchAsync(context, open, cancel);
        var lines = await new StableAudit(open, new(open.Index, open.Repository, open.Index.Dead)).RunAsync(branch, [.. context.Get(Paths) ?? []], cancel);
        foreach (var line in lines)
        {
            if (context.IsJson) context.Output.WriteLine(JsonSerializer.Serialize(new { commit = line.Commit.Id.Hex, title = line.Commit.Title, kind = line.IsExtra ? "taken-back-in-mainline" : "missing", weight = line.Weight, mainline = line.Release, why = line.Why }, ViewJson.Options));
            else context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(line.IsExtra ? "extra  " : "missing")} {line.Weight:0.0} {line.Commit.Id.Short} {TerminalText.Line(line.Commit.Title)}\n            {TerminalText.Line(line.Why)}"));
        }

        return lines.IsEmpty ? ExitStatus.No : ExitStatus.Done;
    }

    private static async Task<int> TryAsync(CommandContext context, CancellationToken cancel)
    {
        using var open = Open(context);
        var branch = await FindBranchAsync(context, open, cancel);
        var search = new StableSearch(open.Index, open.Repository, open.Index.Dead);
        var isAll = true;
        foreach (var name in context.Get(Commits)!)
        {
            var (commit, why) = await StableNames.FindAsync(search, name, cancel);
            if (commit is null) throw CommandException.No(why);
            var outcome = await new BackportStep(open, search).RunAsync(commit, branch, cancel);
            isAll &= outcome.Applies;
            if (context.IsJson) context.Output.WriteLine(JsonSerializer.Serialize(new { commit = commit.Id.Hex, title = commit.Title, branch = branch.Name, applies = outcome.Applies, conflicts = outcome.Conflicts, missing = outcome.Missing.Select(static one => new { commit = one.Id.Hex, title = one.Title }) }, ViewJson.Options));
            else context.Output.WriteLine($"{TerminalText.Line(StableWords.Name(commit))} {TerminalText.Line(outcome.Says)}");
        }

        return isAll ? ExitStatus.Done : ExitStatus.No;
    }

    private static OpenIndex Open(CommandContext context)
    {
        var stable = StableCommand.Index(context);
        return new(stable.Open() ?? throw CommandException.No("there is no index of commits yet; run trib stable index"), stable.Repository);
    }

    private static async Task<BranchFacts> FindBranchAsync(CommandContext context, OpenIndex open, CancellationToken cancel)
    {
        var name = BranchFacts.ShortName(context.Get(Branch)!);
        if (open.Index.Dead.TryGetValue(name, out var dead)) throw CommandException.No(dead);
        if (open.Index.Branches.FirstOrDefault(branch => !branch.IsMainline && branch.Short == name) is { } found) return found;
        await using var database = await context.OpenDatabaseAsync(cancel);
        var ended = StableKernels.Dead(await new StableDesk(database, context.TreeFolder, TimeProvider.System).ListKernelsAsync(StableCommand.Values(context), cancel));
        throw CommandException.No(ended.TryGetValue(name, out var why) ? why : $"no branch {name} is followed; there is {string.Join(", ", open.Index.Branches.Where(static branch => !branch.IsMainline).Select(static branch => branch.Short))}");
    }
}
