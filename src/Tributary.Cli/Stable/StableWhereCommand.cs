using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Tributary.Mail;
using Tributary.Server;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary><c>trib stable where</c>: for every branch whether it has a fix, as what, since when, or whether it needs it, and why.</summary>
internal static class StableWhereCommand
{
    private static readonly Argument<string[]> What = new("COMMIT|TITLE|MESSAGE-ID") { Description = "Commits, titles or message ids; - reads them from standard input, a line each.", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string?> From = new("--file") { Description = "Read them from a file, a line each.", HelpName = "FILE" };
    private static readonly Option<string[]> Branch = new("--branch") { Description = "Only this branch: 6.6.", HelpName = "BRANCH" };

    /// <summary>The command.</summary>
    public static Command Create() => new Command("where", "Says in which mainline release and stable branches a fix is, by which evidence, and which branches need it.")
    {
        What, From, Branch, StableCommand.Family, GlobalOptions.Json,
    }.Runs(RunAsync);

    /// <summary>Runs it.</summary>
    public static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var asked = await ReadAsync(context, cancel);
        if (asked.IsEmpty) throw CommandException.Usage("name a commit, a title or a message id");
        var stable = StableCommand.Index(context);
        using var index = stable.Open() ?? throw CommandException.No("there is no index of commits yet; run trib stable index");
        var search = new StableSearch(index, stable.Repository, index.Dead);
        ImmutableArray<string> only = context.Get(Branch) is { Length: > 0 } named ? [.. named.Select(BranchFacts.ShortName)] : [];
        var found = new List<AskedCommit>();
        var isMissing = false;
        foreach (var what in asked)
        {
            var commits = await StableNames.ListAsync(search, what, () => context.OpenDatabaseAsync(cancel), cancel);
            if (commits.IsEmpty)
            {
                isMissing = true;
                if (context.IsJson) context.Output.WriteLine(JsonSerializer.Serialize(new { asked = what, commit = (string?)null, why = "no branch has it" }, ViewJson.Options));
                else ErrorBoundary.Write($"no branch has {TerminalText.Line(what)}");
            }

            foreach (var commit in commits) found.Add(new(what, commit));
        }

        var (once, byId) = (ImmutableArray.CreateBuilder<IndexedCommit>(), new Dictionary<string, Whereabouts?>(StringComparer.Ordinal));
        foreach (var one in found)
        {
            if (byId.TryAdd(one.Commit.Id.Hex, null)) once.Add(one.Commit);
        }

        foreach (var one in await search.FindAsync(once.ToImmutable(), cancel)) byId[one.Commit.Id.Hex] = one;
        foreach (var one in found) Write(context, one.Asked, byId[one.Commit.Id.Hex]!, only);
        return isMissing ? ExitStatus.No : ExitStatus.Done;
    }

    private static async Task<ImmutableArray<string>> ReadAsync(CommandContext context, CancellationToken cancel)
    {
        var asked = (context.Get(What) ?? []).ToList();
        if (context.Get(From) is { } file)
        {
            if (!File.Exists(file)) throw CommandException.Usage($"there is no file {file}");
            asked.AddRange(await File.ReadAllLinesAsync(file, cancel));
        }

        if (asked.Remove("-")) asked.AddRange((await Console.In.ReadToEndAsync(cancel)).Split('\n'));
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var one in asked)
        {
            if (one.Trim() is { Length: > 0 } name && name[0] != '#') names.Add(name);
        }

        return names.ToImmutable();
    }

    private static void Write(CommandContext context, string asked, Whereabouts where, ImmutableArray<string> only)
    {
        if (!only.IsEmpty) where = where with { Branches = where.Branches.RemoveAll(branch => !only.Contains(branch.Branch.Short)) };
        if (context.IsJson)
        {
            context.Output.WriteLine(JsonSerializer.Serialize(WhereView.From(asked, where), ViewJson.Options));
            return;
        }

        context.Output.WriteLine($"{where.Commit.Id.Short} {TerminalText.Line(where.Commit.Title)}");
        context.Output.WriteLine($"  mainline      {(where.Mainline is null ? "not there" : where.Mainline.Release is { } release ? $"since {release}" : "there, not released yet")}{(where.RevertedInMainline is { } back ? $"; taken back by {TerminalText.Line(StableWords.Name(back.Commit))}, {StableWords.Since(back.Release)}" : where.AgainInMainline is { } again ? $"; it was taken back and {again.Commit.Id.Short} brought it again, {StableWords.Since(again.Release)}" : "")}");
        foreach (var one in where.Following.Where(static one => !one.IsRevert)) context.Output.WriteLine($"  ! fixed again by {TerminalText.Line(StableWords.Name(one.Commit))}, {StableWords.Since(one.Release)}");
        foreach (var branch in where.Branches)
            context.Output.WriteLine($"  {branch.Branch.Name,-13} {WhereBranchView.Slug(branch.Standing.ToString()),-10} {TerminalText.Line(branch.Why)}");
    }

    private sealed record AskedCommit(string Asked, IndexedCommit Commit);
}
