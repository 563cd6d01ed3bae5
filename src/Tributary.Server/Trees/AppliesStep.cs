using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Keeps up which open series fit on the tips of their trees (PFX-3): the newest first, and only those whose files changed.</summary>
public sealed class AppliesStep(ApplyTools tools)
{
    private static readonly TimeSpan Lasting = TimeSpan.FromDays(1);
    private const int Portion = 50;
    private const int MostSeries = 2000;
    private const int MostPatches = 200;
    private readonly AppliesStore store = new(tools.Database);

    /// <summary>Tries all open series of a tree that were not tried on its tip.</summary>
    /// <returns>How many were tried, and how many needed no try since nothing they touch changed.</returns>
    public async Task<(int Tried, int Kept)> RunAsync(string name, CancellationToken cancel)
    {
        if (await tools.Trees.FindAsync(name, cancel) is not { } tree || TreeRepository.Find(tools.Folder, tree.Family) is not { } repository || await repository.FindTipAsync(name, cancel) is not { } tip) return default;
        var (tried, kept) = (0, 0);
        var touched = new Dictionary<CommitId, HashSet<string>?>();
        foreach (var chunk in (await store.ListDueAsync(name, tip, MostSeries, cancel)).Chunk(Portion))
        {
            var known = await store.ListAsync(chunk, cancel);
            var lines = new List<AppliesLine>();
            foreach (var series in chunk)
            {
                if (known.TryGetValue(series, out var last) && last.Tree == name && IsLasting(last, tools.Clock.GetUtcNow()) && await IsUntouchedAsync(repository, (last, tip), touched, cancel))
                {
                    lines.Add(last with { Tip = tip, GoodTip = last.Result.Fits ? tip : last.GoodTip, At = last.Result.Fits ? tools.Clock.GetUtcNow() : last.At });
                    kept++;
                }
                else if (await TryAsync((tree, repository, tip), series, last?.Tree == name ? last : null, cancel) is { } line)
                {
                    lines.Add(line);
                    tried++;
                }
            }

            await store.PutAsync(lines, cancel);
        }

        return (tried, kept);
    }

    /// <summary>Tries one series on the tip of a tree.</summary>
    internal async Task<AppliesLine?> TryAsync((StoredTree Tree, TreeRepository Repository, CommitId Tip) at, SeriesId series, AppliesLine? last, CancellationToken cancel)
    {
        if (await tools.Series.FindAsync(series, cancel) is not { } detail || detail.Summary.IsPullRequest || detail.Patches.IsEmpty || detail.Patches.Length > MostPatches) return null;
        var line = new AppliesLine(series, at.Tree.Name, at.Tip, AppliesResult.Unreadable) { At = tools.Clock.GetUtcNow(), GoodTip = last?.GoodTip, Said = "git finds no patch in one of its mails." };
        var (first, own, baseCommit) = await GatherAsync(detail, cancel);
        if (own.IsEmpty) return line;
        var all = first.AddRange(own);
        var trial = new TreeTrial(at.Repository);
        var outcome = await trial.RunAsync(at.Tip, all, cancel);
        line = line with { Result = outcome.Result, Paths = [.. all.SelectMany(static patch => patch.Paths).Concat(outcome.Paths).Distinct(StringComparer.Ordinal)] };
        if (outcome.Result.Fits || outcome.Result == AppliesResult.There) return line with { GoodTip = outcome.Result.Fits ? at.Tip : line.GoodTip, Said = SentenceOf(outcome.Result, at.Tree.Name, first.Length) };
        var number = outcome.Index < first.Length ? 0 : detail.Patches.OrderBy(static patch => patch.Number).ElementAt(outcome.Index - first.Length).Number;
        line = line with { Number = number, Paths = outcome.Paths.IsEmpty ? all[outcome.Index].Paths : outcome.Paths };
        var known = last?.GoodTip ?? await FindBaseAsync(at, baseCommit, cancel);
        var broken = outcome.Result == AppliesResult.Conflict ? await new BreakSearch(at.Repository, trial).FindAsync((at.Tip, known, detail.Summary.Date), all, line.Paths, cancel) : null;
        var what = number == 0 ? "A series that it depends on does not fit" : $"Patch {number} does not fit";
        return line with
        {
            BrokenBy = broken?.Id, BrokenTitle = broken?.Title,
            Said = $"{what} on {at.Tree.Name}: {string.Join(", ", line.Paths.Take(5).Select(path => ApplyConflict.Place(path, outcome.Places.Where(place => place.Path == path).Select(static place => place.Line))))}{(broken is null ? "" : $", since {broken.Id.Short} (\"{broken.Title}\")")}.{await SayBaseAsync(at, (trial, all), baseCommit, cancel)}",
        };
    }

    // A conflict stands as long as nobody touches the files of it; what it depends on may come, so it is tried again the next day.
    private static bool IsLasting(AppliesLine line, DateTimeOffset now) => line.Result.Fits || (line.Result == AppliesResult.Conflict && !line.Paths.IsEmpty && now - line.At < Lasting);

    private static string SentenceOf(AppliesResult result, string tree, int before) => result switch
    {
        AppliesResult.There => $"{tree} has all of it already.",
        AppliesResult.ThreeWay => $"It fits on {tree} with a 3-way merge{(before > 0 ? ", after what it depends on" : "")}.",
        _ => $"It fits on {tree}{(before > 0 ? ", after what it depends on" : "")}.",
    };

    /// <summary>The commit that a series says it was made on, where the tree has it.</summary>
    internal static async Task<CommitId?> FindBaseAsync((StoredTree Tree, TreeRepository Repository, CommitId Tip) at, string? commit, CancellationToken cancel) =>
        commit is { Length: >= 7 } && await at.Repository.FindAsync(commit, cancel) is { } found && await at.Repository.IsAncestorAsync(found, at.Tip, cancel) ? found : null;

    // It may have been made for another tree: on the commit that it names it fits, or not there either.
    private static async Task<string> SayBaseAsync((StoredTree Tree, TreeRepository Repository, CommitId Tip) at, (TreeTrial Trial, ImmutableArray<MailPatch> Patches) what, string? commit, CancellationToken cancel)
    {
        if (commit is not { Length: >= 7 }) return "";
        if (await at.Repository.FindAsync(commit, cancel) is not { } found) return $" Its base-commit {commit[..Math.Min(12, commit.Length)]} is in no tree that is followed.";
        if (await at.Repository.IsAncestorAsync(found, at.Tip, cancel)) return "";
        var fits = (await what.Trial.RunAsync(found, what.Patches, cancel)).Result.Fits;
        return $" Its base-commit {found.Short} is not in {at.Tree.Name}: there it {(fits ? "fits" : "does not fit either")}.";
    }

    private static async Task<bool> IsUntouchedAsync(TreeRepository repository, (AppliesLine Last, CommitId Tip) at, Dictionary<CommitId, HashSet<string>?> touched, CancellationToken cancel)
    {
        if (!touched.TryGetValue(at.Last.Tip, out var paths))
        {
            var named = await repository.RunAsync(["diff-tree", "-r", "-z", "--name-only", "--no-renames", at.Last.Tip.Hex, at.Tip.Hex], cancel);
            touched[at.Last.Tip] = paths = named.IsSuccess ? named.Text.Split('\0', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal) : null;
        }

        return paths is not null && !at.Last.Paths.Any(paths.Contains);
    }

    // Its own patches, and before them those of series that it names and no tree has yet.
    private async Task<(ImmutableArray<MailPatch> First, ImmutableArray<MailPatch> Own, string? Base)> GatherAsync(SeriesDetail detail, CancellationToken cancel)
    {
        var (own, mails) = await ReadAsync(detail, cancel);
        var first = ImmutableArray.CreateBuilder<MailPatch>();
        var named = mails.SelectMany(static mail => mail.DependsOn).Select(static text => text.TrimEnd('/').Split('/')[^1].Trim('<', '>')).Where(static id => id.Contains('@', StringComparison.Ordinal)).Distinct().Take(5);
        foreach (var id in named)
        {
            if (await tools.Series.FindByMessageAsync(detail.Summary.Project, new(id), cancel) is { } other && other.Summary.Id != detail.Summary.Id && !other.Summary.State.IsInTree)
                first.AddRange((await ReadAsync(other, cancel)).Patches);
        }

        return (first.ToImmutable(), own, mails.Select(static mail => mail.BaseCommit).FirstOrDefault(static commit => commit is not null));
    }

    private async Task<(ImmutableArray<MailPatch> Patches, List<PatchMail> Mails)> ReadAsync(SeriesDetail detail, CancellationToken cancel)
    {
        var rows = detail.Patches.OrderBy(static patch => patch.Number).Select(static patch => patch.Message).ToList();
        var stored = (await new MessageQueries(tools.Database).ListAsync(detail.Summary.Project, [.. rows.Prepend(detail.Summary.Head).Distinct()], cancel)).ToDictionary(static mail => mail.Id);
        var patches = ImmutableArray.CreateBuilder<MailPatch>();
        foreach (var row in rows)
        {
            if (!stored.TryGetValue(row, out var mail) || await MailPatch.ReadAsync(mail.Raw, cancel) is not { } patch) return ([], []);
            patches.Add(patch);
        }

        return (patches.ToImmutable(), [.. stored.Values.Select(static mail => PatchMail.Read(MessageReader.Read(mail.Raw)))]);
    }
}
