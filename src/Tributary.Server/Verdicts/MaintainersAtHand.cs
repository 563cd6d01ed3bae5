using System.Collections.Immutable;
using System.Globalization;
using Tributary.Git;
using Tributary.Policy;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// MAINTAINERS of the trees at hand: of the tree that a series is for, else of mainline. It is read once a tip and kept for the next series. The file of another year
/// names other people: a series that was sent long before or after the tip was committed is not held against it.
/// </summary>
internal sealed class MaintainersAtHand
{
    private static readonly TimeSpan Near = TimeSpan.FromDays(90);

    private readonly Dictionary<string, CommitTree?> kept = new(StringComparer.Ordinal);

    /// <summary>Adds what it says of a series.</summary>
    /// <param name="facts">What is known already.</param>
    /// <param name="series">The series.</param>
    /// <param name="repository">The repository of its tree.</param>
    /// <param name="name">The ref of its tree.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <exception cref="GitException">git failed.</exception>
    public async Task<Facts> AddAsync(Facts facts, SeriesMail series, string repository, string name, CancellationToken cancel)
    {
        var tip = (await GitProgram.RunAsync(repository, ["for-each-ref", "--format=%(objectname) %(committerdate:unix)", name], cancel)).OrThrow($"reading {name}").Text;
        if (tip.Split(' ') is not [var commit, var at] || !CommitId.TryParse(commit, out _) || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return facts;
        if ((series.Head.Message.Date - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Near) return facts;
        if (!kept.TryGetValue(commit, out var tree))
        {
            // Each takes some megabytes, and a tip that moved on is not asked for again.
            if (kept.Count > MostKept) kept.Clear();
            kept[commit] = tree = await CommitTree.ReadAsync(repository, commit, cancel);
        }

        if (tree is null) return facts;
        ImmutableArray<string> paths = [.. series.Patches.SelectMany(static patch => patch.Mail.Files).Select(static file => file.Path)];
        return MaintainersFacts.Add(facts, series, tree.Maintainers, await tree.GetSourceAsync(paths, cancel));
    }

    private const int MostKept = 8;
}
