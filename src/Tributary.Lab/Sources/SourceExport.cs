using System.Collections.Immutable;
using Tributary.Git;

namespace Tributary.Lab;

/// <summary>Takes the sources of the selftests out of a repository, as folders that nothing of git is in: what is built there can reach no history.</summary>
/// <param name="cache">Where they are kept.</param>
/// <param name="tell">Is told what is being done.</param>
public sealed class SourceExport(LabCache cache, Action<string> tell)
{
    // Of old commits the sources are taken out again when they are wanted.
    private const int MostKept = 6;
    private const int MostWhole = 3;
    private const string Whole = "whole-";

    /// <summary>Where kernels of sources are built, in the cache; each under the name of its source.</summary>
    internal const string Built = "built";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    /// <summary>The sources of a commit; those of another commit are what the next is built from quickly.</summary>
    /// <param name="gitFolder">The repository.</param>
    /// <param name="commit">The commit, in full.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="GitException">The repository does not have it.</exception>
    public async Task<string> GetAsync(string gitFolder, string commit, CancellationToken cancel)
    {
        var place = await cache.OnceAsync(["sources", $"commit-{commit}"], async folder =>
        {
            tell($"Taking the selftests of {commit[..12]} out of git …");
            var there = (await GitProgram.RunAsync(gitFolder, ["ls-tree", "--name-only", commit, "--", .. SourceTree.Parts], cancel)).OrThrow($"reading {commit}").Text;
            ImmutableArray<string> parts = [.. there.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
            if (parts.IsEmpty) throw new LabException($"{commit[..12]} is no kernel: it has none of {string.Join(", ", SourceTree.Parts)}");

            var archive = Path.Combine(folder, ".archive.tar");
            (await GitProgram.RunAsync(gitFolder, ["archive", "--format=tar", $"--output={archive}", commit, "--", .. parts], cancel)).OrThrow($"reading {commit}");
            await Tool.DoAsync(["tar", "-xf", archive, "-C", folder], folder, Limit, cancel);
            File.Delete(archive);
        }, cancel);
        foreach (var folder in (string[])["sources", "selftests"]) cache.Prune(folder, "commit-", MostKept);
        return place;
    }

    /// <summary>As much of a commit as a run needs.</summary>
    /// <param name="request">The run.</param>
    /// <param name="gitFolder">The repository.</param>
    /// <param name="commit">The commit, in full.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The folder.</returns>
    public Task<string> GetForAsync(LabRequest request, string gitFolder, string commit, CancellationToken cancel) =>
        request.IsBuilt ? GetWholeAsync(gitFolder, commit, cancel) : GetAsync(gitFolder, commit, cancel);

    /// <summary>All of a commit, of which a kernel can be built. Where another commit of the repository lies here, its copy is brought to this one with what was built of it, so that only what changed is built.</summary>
    /// <param name="gitFolder">The repository.</param>
    /// <param name="commit">The commit, in full.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="GitException">The repository does not have it.</exception>
    public async Task<string> GetWholeAsync(string gitFolder, string commit, CancellationToken cancel)
    {
        var place = await cache.OnceAsync(["sources", Whole + commit], async folder =>
        {
            tell($"Taking the source of {commit[..12]} out of git …");
            if (await FindOtherAsync(gitFolder, commit, cancel) is { } other && await BringAsync((gitFolder, other, commit), folder, cancel)) return;

            var archive = Path.Combine(folder, ".archive.tar");
            (await GitProgram.RunAsync(gitFolder, ["archive", "--format=tar", $"--output={archive}", commit], cancel)).OrThrow($"reading {commit}");
            await Tool.DoAsync(["tar", "-xf", archive, "-C", folder], folder, Limit, cancel);
            File.Delete(archive);
            if (!SourceTree.IsWhole(folder)) throw new LabException($"{commit[..12]} is no kernel: it has no Kconfig");
        }, cancel);
        foreach (var folder in (string[])["sources", "selftests", Built]) cache.Prune(folder, Whole, MostWhole);
        return place;
    }

    private async Task<string?> FindOtherAsync(string gitFolder, string commit, CancellationToken cancel)
    {
        foreach (var folder in new DirectoryInfo(cache.Place("sources")).GetDirectories(Whole + "*").OrderByDescending(static folder => folder.CreationTimeUtc))
        {
            var other = folder.Name[Whole.Length..];
            if (other.All(char.IsAsciiHexDigit) && other != commit && (await GitProgram.RunAsync(gitFolder, ["cat-file", "-e", other + "^{commit}"], cancel)).IsSuccess) return other;
        }

        return null;
    }

    // What differs gets the time of now, so that make builds it again, and all else keeps its time.
    private async Task<bool> BringAsync((string GitFolder, string From, string To) what, string folder, CancellationToken cancel)
    {
        var diff = await GitProgram.RunAsync(what.GitFolder, ["diff", "--binary", "--full-index", "--no-renames", what.From, what.To], cancel);
        if (!diff.IsSuccess) return false;

        await Tool.DoAsync(["cp", "-a", "--reflink=auto", Path.Combine(cache.Place("sources"), Whole + what.From) + "/.", folder], folder, Limit, cancel);
        if (diff.Output.Length > 0)
        {
            var applied = await GitProgram.RunInAsync(new GitRoom { Folder = folder }, Path.Combine(folder, ".no-git"), ["apply", "--whitespace=nowarn"], diff.Output, cancel);
            if (!applied.IsSuccess) throw new LabException($"the source of {what.To[..12]} could not be made of that of {what.From[..12]}: {GitResult.LastWords(applied.Error)}");
        }

        var (built, mine) = (Path.Combine(cache.Place(Built), Whole + what.From), Path.Combine(cache.Place(Built), Whole + what.To));
        if (!Directory.Exists(built) || Directory.Exists(mine)) return true;

        using var turn = await LabCache.TakeAsync(built, cancel);
        await Tool.DoAsync(["cp", "-a", "--reflink=auto", built, mine], cache.Folder, Limit, cancel);
        return true;
    }

    /// <summary>The sources with patches on them.</summary>
    /// <param name="source">Those without, which stay as they are.</param>
    /// <param name="patches">The patches, one after the other: diffs as in mail.</param>
    /// <param name="folder">Where they shall be; it is not there yet.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The number of the patch that does not apply and why, or null where all do.</returns>
    public async Task<(int Number, string Why)?> ApplyAsync(string source, ImmutableArray<string> patches, string folder, CancellationToken cancel)
    {
        tell($"Applying {patches.Length} patches …");
        // With the times of the files, so that what has not changed is not built again; no links, for what is built there may write to them.
        await Tool.DoAsync(["cp", "-a", "--reflink=auto", source, folder], Path.GetDirectoryName(folder)!, Limit, cancel);
        for (var i = 0; i < patches.Length; i++)
        {
            var diff = System.Text.Encoding.UTF8.GetBytes(patches[i].EndsWith('\n') ? patches[i] : patches[i] + "\n");
            // Where the sources hold some folders only, what a patch changes beside them is left out.
            ImmutableArray<string> inside = SourceTree.IsWhole(source) ? [] : [.. SourceTree.Parts.Select(static part => part.Contains('/') || part != "Makefile" ? $"--include={part}/*" : $"--include={part}")];
            // Of no repository, though the cache may lie in one.
            var applied = await GitProgram.RunInAsync(new GitRoom { Folder = folder }, Path.Combine(folder, ".no-git"), ["apply", "--whitespace=nowarn", .. inside], diff, cancel);
            if (!applied.IsSuccess) return (i + 1, GitResult.LastWords(applied.Error));
        }

        return null;
    }
}
