using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tributary.Git;
using Tributary.Server;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary><c>trib tree …</c>: the trees that are followed in git.</summary>
internal static class TreeCommand
{
    private static readonly Argument<string[]> Names = new("TREE") { Description = "Only these; without any, all that are followed.", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Argument<string> Name = new("TREE") { Description = "Its name, e.g. one of trib tree list." };

    /// <summary>The command.</summary>
    public static Command Create() => new("tree", "The trees that are followed in git.")
    {
        TreeAddCommand.Create(), TreeWhereCommand.Create(),
        new Command("list", "List them, with their tips.") { GlobalOptions.Json }.Runs(ListAsync),
        new Command("fetch", "Fetch them now.") { Names, GlobalOptions.Json }.Runs(FetchAsync),
        new Command("remove", "Follow one no longer; what was fetched stays.") { Name }.Runs(RemoveAsync),
    };

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        var trees = await new TreeStore(database).ListAsync(cancel);
        foreach (var tree in trees)
        {
            var view = TreeView.From(tree);
            if (context.IsJson) context.Output.WriteLine(JsonSerializer.Serialize(view, ViewJson.Options));
            else context.Output.WriteLine($"{tree.Name}  {tree.Tip?.Short ?? (tree is { IsSet: true, FetchedAt: not null } ? "its branches" : "not fetched")}  {tree.Branch} of {TerminalText.Line(view.Url)}{(tree.FetchedAt is { } at ? $", fetched {TerminalText.Time(at)}" : "")}{(tree.Fault.Length > 0 ? ": " + TerminalText.Line(view.Fault) : "")}");
        }

        return trees.Count > 0 ? ExitStatus.Done : throw CommandException.No("no tree is followed; begin with trib tree add NAME");
    }

    private static async Task<int> FetchAsync(CommandContext context, CancellationToken cancel)
    {
        var names = context.Get(Names) ?? [];
        await using var database = await context.OpenDatabaseAsync(cancel);
        var there = await new TreeStore(database).ListAsync(cancel);
        if (names.FirstOrDefault(name => there.All(tree => tree.Name != name)) is { } unknown) throw CommandException.No($"the tree {unknown} is not followed; see trib tree list");
        var outcomes = await new TreeFetchStep(database, context.TreeFolder, TimeProvider.System).RunAllAsync([.. names], cancel);
        var tools = await ApplyOptions.ToolsAsync(context, database, cancel);
        var (move, applies) = (new TreeMoveStep(tools), new AppliesStep(tools));
        foreach (var outcome in outcomes)
        {
            var (tree, fetched, fault) = outcome;
            if (fetched is not null)
            {
                await move.RunAsync(tree, cancel);
                await applies.RunAsync(tree, cancel);
            }

            if (context.IsJson) context.Output.WriteLine(JsonSerializer.Serialize(new { tree, before = fetched?.Before?.Hex, tip = fetched?.After.Hex, branches = outcome.Branches, fault }, ViewJson.Options));
            else context.Output.WriteLine($"{tree}  {(outcome.Branches is { } count ? $"{count} branches" : fetched is null ? TerminalText.Line(fault) : fetched.Before == fetched.After ? $"{fetched.After.Short}, as before" : $"{fetched.Before?.Short ?? "new"} -> {fetched.After.Short}")}");
        }

        await new PullArrivalStep(tools).RunAsync(cancel);
        await new PullFollower(database, context.TreeFolder, TimeProvider.System).RunAsync(cancel);
        await IndexAsync(context, there, outcomes, cancel);
        return outcomes.Any(static outcome => outcome.HasFailed) ? ExitStatus.Outside : ExitStatus.Done;
    }

    // Where the stable branches are followed as one, what was fetched is read into the index of commits at once; mainline has to be there.
    private static async Task IndexAsync(CommandContext context, IReadOnlyList<StoredTree> trees, ImmutableArray<TreeFetchOutcome> outcomes, CancellationToken cancel)
    {
        foreach (var set in trees.Where(static tree => tree.IsSet))
        {
            if (!outcomes.Any(outcome => !outcome.HasFailed && (outcome.Tree == set.Name || outcome.Tree == ProfileTrees.Mainline))) continue;
            if (TreeRepository.Find(context.TreeFolder, set.Family) is not { } repository || await repository.FindTipAsync(ProfileTrees.Mainline, cancel) is null) continue;
            var index = await new StableIndex(repository.Folder).UpdateAsync(set.Branch, cancel);
            if (!context.IsJson) context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"index of commits: {index.Commits} new in {index.Took.TotalSeconds:0.0} s"));
        }
    }

    private static async Task<int> RemoveAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        var name = context.Get(Name)!;
        return await new TreeStore(database).RemoveAsync(name, cancel) ? ExitStatus.Done : throw CommandException.No($"the tree {name} is not followed; see trib tree list");
    }
}
