using System.CommandLine;
using Tributary.Git;
using Tributary.Server;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary><c>trib tree add</c></summary>
internal static class TreeAddCommand
{
    private static readonly Argument<string> Name = new("TREE") { Description = "Its name: one of the profile, mainline, or any." };
    private static readonly Argument<string?> Url = new("URL") { Description = "Where it is fetched from: a URL or a folder (default: the profile's).", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Branch = new("--branch") { Description = "Its branch (default: the profile's, else master).", HelpName = "BRANCH" };
    private static readonly Option<string?> Branches = new("--branches") { Description = "Follow all branches of a pattern as one, those to come too (a star stands for any text); each is then the tree TREE/BRANCH.", HelpName = "PATTERN" };
    private static readonly Option<string?> Family = new("--family") { Description = "Trees of one family share a repository (default: by the profile).", HelpName = "NAME" };
    private static readonly Option<string?> PushUrl = new("--push-url") { Description = "Where trib apply --push pushes to; without it nothing is pushed.", HelpName = "URL" };
    private static readonly Option<bool> PushesAtOnce = new("--push-at-once") { Description = "Push whatever is applied, without being asked." };
    private static readonly Option<string> Drops = new("--drops-by") { Description = "How trib drop takes a series out: rebase or revert.", HelpName = "WAY", DefaultValueFactory = static _ => "rebase" };

    /// <summary>The command.</summary>
    public static Command Create() => new Command("add", "Follow a tree, or say anew where it is.")
    {
        Name, Url, Branch, Branches, Family, PushUrl, PushesAtOnce, Drops, CheckOptions.Profile,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var name = context.Get(Name)!;
        if (!TreeName.IsTree(name)) throw CommandException.Usage($"{TerminalText.Line(name)} is no name of a tree: letters, digits, dots, dashes and slashes");
        var known = ProfileTrees.Find(ProfileChoice.Get(context), name);
        var tree = new StoredTree
        {
            Name = name,
            Family = context.Get(Family) ?? known?.Family ?? ProfileTrees.Kernel,
            Url = Address(context.Get(Url)) ?? known?.Url ?? throw CommandException.Usage($"the profile has no tree {name}: name its URL too"),
            Branch = context.Get(Branches) ?? context.Get(Branch) ?? known?.Branch ?? "master",
            PushUrl = Address(context.Get(PushUrl)),
            PushesAtOnce = context.Get(PushesAtOnce),
            DropsByRevert = context.Get(Drops) switch { "revert" => true, "rebase" => false, var other => throw CommandException.Usage($"--drops-by {other} is neither rebase nor revert") },
        };
        if (!TreeName.IsFamily(tree.Family)) throw CommandException.Usage($"--family {tree.Family} is no name of a family");
        if (context.Get(Branches) is { } pattern && (context.Get(Branch) is not null || !TreeSource.IsPattern(pattern))) throw CommandException.Usage($"--branches {pattern} is no pattern with one star, or stands beside --branch");
        if (tree.IsSet && (tree.PushUrl is not null || !TreeSource.IsPattern(tree.Branch))) throw CommandException.Usage($"{tree.Branch} is no pattern that can be followed, and nothing is pushed to many branches");
        if (!tree.IsSet && !TreeSource.IsBranch(tree.Branch)) throw CommandException.Usage($"--branch {tree.Branch} is no name of a branch");
        if (tree is { PushesAtOnce: true, PushUrl: null }) throw CommandException.Usage("--push-at-once wants --push-url");
        await using var database = await context.OpenDatabaseAsync(cancel);
        await new TreeStore(database).AddAsync(tree, cancel);
        return ExitStatus.Done;
    }

    // A folder is remembered by its full path: the server may stand elsewhere.
    private static string? Address(string? given)
    {
        if (given is null) return null;
        var url = Directory.Exists(given) ? Path.GetFullPath(given) : given;
        return TreeSource.IsAddress(url) ? url : throw CommandException.Usage($"{TerminalText.Line(given)} is no URL and no folder that is there");
    }
}
