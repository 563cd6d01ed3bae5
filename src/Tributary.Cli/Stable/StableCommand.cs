using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tributary.Policy;
using Tributary.Server;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary><c>trib stable …</c>: mainline and the stable branches.</summary>
internal static class StableCommand
{
    /// <summary>The family of trees that mainline and the stable branches belong to.</summary>
    public static readonly Option<string> Family = new("--family") { Description = "The family of trees that holds mainline and the stable branches.", HelpName = "NAME", DefaultValueFactory = static _ => "linux" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = CreateWhere();
        command.Add(new Command("index", "Bring the index of commits up to date with what was fetched.") { Family, CheckOptions.Profile, GlobalOptions.Json }.Runs(IndexAsync));
        foreach (var one in StableBranchCommands.Create().Concat(StableQueueCommands.Create())) command.Add(one);
        return command;
    }

    /// <summary>The command with <c>where</c> alone, which is made in a moment.</summary>
    public static Command CreateWhere() => new("stable", "Where a fix is, which stable kernels need it, and what is due.") { StableWhereCommand.Create() };

    /// <summary>The index of the family that is asked for.</summary>
    /// <exception cref="CommandException">There is no such repository.</exception>
    public static StableIndex Index(CommandContext context) => FindIndex(context)
        ?? throw CommandException.No($"there is no repository of the family {context.Get(Family)} in {context.TreeFolder}; begin with trib tree add mainline and trib tree fetch");

    /// <summary>The same, or null.</summary>
    public static StableIndex? FindIndex(CommandContext context) => Git.TreeRepository.Find(context.TreeFolder, context.Get(Family)!) is { } repository ? new(repository.Folder) : null;

    /// <summary>The stable section of the profile.</summary>
    /// <exception cref="CommandException">It has none.</exception>
    public static StableValues Values(CommandContext context) => ProfileChoice.Get(context) is { Stable: { } stable } ? stable : throw CommandException.Usage($"the profile {context.Get(CheckOptions.Profile)} says nothing of stable kernels");

    private static async Task<int> IndexAsync(CommandContext context, CancellationToken cancel)
    {
        var (stable, values) = (Index(context), Values(context));
        var outcome = await stable.UpdateAsync(values.Branches, cancel);
        await using (var database = await context.OpenDatabaseAsync(cancel))
            CommitIndex.NoteDead(stable.Path, StableKernels.Dead(await new StableDesk(database, context.TreeFolder, TimeProvider.System).ListKernelsAsync(values, cancel)));
        if (context.IsJson) context.Output.WriteLine(JsonSerializer.Serialize(new { isNew = outcome.IsNew, commits = outcome.Commits, seconds = Math.Round(outcome.Took.TotalSeconds, 2) }, ViewJson.Options));
        else context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(outcome.IsNew ? "made anew" : "brought up to date")}: {outcome.Commits} commits in {outcome.Took.TotalSeconds:0.0} s"));
        return ExitStatus.Done;
    }
}
