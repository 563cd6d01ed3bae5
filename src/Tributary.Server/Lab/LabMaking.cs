using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Lab;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Makes a run that was asked for: the tree's commit as it is, or with a series on it.</summary>
/// <param name="database">Where the mail is.</param>
/// <param name="setting">What it is made with.</param>
/// <param name="tell">Is told what is being done.</param>
internal sealed class LabMaking(Database database, LabSetting setting, Action<string> tell)
{
    /// <summary>Makes it.</summary>
    /// <param name="run">What was asked for.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancel">Ends it, and throws.</param>
    /// <exception cref="LabException">It cannot be made here.</exception>
    public async Task<LabMade> RunAsync(StoredRun run, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        if (!Suite.TryParse(run.Suites, out var suites)) throw new LabException($"{run.Suites} names no suites");
        var request = setting.Template with { Kernel = run.Kernel, Suites = suites, Selftests = setting.Selftests };
        var source = await new SourceExport(setting.Cache, tell).GetForAsync(request, await RepositoryOfAsync(run.Tree, cancel), run.Commit, cancel);
        var lab = new LabPair(setting.Cache, tell);
        if (run.Series is not { } series) return new(await lab.RunBaseAsync(request, source, progress, cancel), null);

        return await lab.RunPatchedAsync(request, source, await DiffsOfAsync(series, cancel), progress, cancel) switch
        {
            LabPatched.Ran ran => new(ran.Result, null),
            LabPatched.NotApplied refused => new(null, ("not-applied", $"Patch {refused.Number} does not apply to {run.Tree} at {run.Commit[..12]}: {refused.Why}")),
            LabPatched.NotBuilt broken => new(null, ("not-built", broken.Why)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async Task<string> RepositoryOfAsync(string tree, CancellationToken cancel)
    {
        var stored = await new TreeStore(database).FindAsync(tree, cancel) ?? throw new LabException($"the tree {tree} is not followed; trib tree add {tree}");
        return TreeRepository.Find(setting.TreeFolder, stored.Family)?.Folder ?? throw new LabException($"the tree {tree} is not fetched here; trib tree fetch {tree}");
    }

    private async Task<ImmutableArray<string>> DiffsOfAsync(SeriesId id, CancellationToken cancel)
    {
        var detail = await new SeriesQueries(database).FindAsync(id, cancel) ?? throw new LabException($"there is no series {id.Value} any more");
        var diffs = ImmutableArray.CreateBuilder<string>();
        foreach (var patch in detail.Patches)
        {
            var message = await new MessageQueries(database).FindAsync(detail.Summary.Project, patch.Message, cancel) ?? throw new LabException($"the patch {patch.Message} is not here");
            diffs.Add(PatchMail.Read(MessageReader.Read(message.Raw)).Diff ?? "");
        }

        return diffs.ToImmutable();
    }
}

/// <summary>A run that was made, or why it was not.</summary>
/// <param name="Result">The run; null where the series does not apply or does not build.</param>
/// <param name="Refused">A word for that, and a sentence.</param>
internal sealed record LabMade(LabResult? Result, (string Word, string Says)? Refused);
