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
            // The sources hold some folders only; what a patch changes beside them is left out.
            ImmutableArray<string> inside = [.. SourceTree.Parts.Select(static part => part.Contains('/') || part != "Makefile" ? $"--include={part}/*" : $"--include={part}")];
            // Of no repository, though the cache may lie in one.
            var applied = await GitProgram.RunInAsync(new GitRoom { Folder = folder }, Path.Combine(folder, ".no-git"), ["apply", "--whitespace=nowarn", .. inside], diff, cancel);
            if (!applied.IsSuccess) return (i + 1, GitResult.LastWords(applied.Error));
        }

        return null;
    }
}
