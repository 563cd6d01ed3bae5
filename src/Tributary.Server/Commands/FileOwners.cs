using Tributary.Git;
using Tributary.Mail;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Who MAINTAINERS names (M:) for the files of a series, in the newest tree that is at hand here.</summary>
/// <param name="treeFolder">The folder of this node's repositories of trees; empty where it has none: nobody is an owner then.</param>
public sealed class FileOwners(string treeFolder)
{
    private static readonly MaintainersChoice Files = new() { WithKeywords = false, WithFixes = false, WithFallback = false };

    private (string Blob, MaintainersFile File)? last;

    /// <summary>Whether an address is named for a file that a series touches.</summary>
    /// <param name="write">A transaction in which its patches are read.</param>
    /// <param name="series">The series.</param>
    /// <param name="address">The address, lower case.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<bool> IsOwnerAsync(WriteTransaction write, SeriesAtWork series, string address, CancellationToken cancel)
    {
        if (await FindFileAsync(cancel) is not { } maintainers) return false;
        var (store, search) = (new CommandStore(write), new MaintainersSearch(maintainers, SourceTree.None, Files));
        foreach (var patch in series.Patches)
        {
            // As it is sent, so that nothing in it is taken for a header: the diff alone.
            var mail = MessageReader.Read(await store.GetMailAsync(patch.Message, cancel));
            if (Patches.PatchMail.Read(mail).Diff is { } diff) search.Add(PatchTouch.Read(System.Text.Encoding.UTF8.GetBytes(diff)));
        }

        return search.Match().Complete().Any(one => one.Kind == ResponsibleKind.Maintainer && one.Email.Equals(address, StringComparison.OrdinalIgnoreCase));
    }

    private async Task<MaintainersFile?> FindFileAsync(CancellationToken cancel)
    {
        if (treeFolder.Length == 0 || TreeRepository.Find(treeFolder, ProfileTrees.Kernel) is not { } repository) return null;
        var newest = (await repository.RunAsync(["for-each-ref", "--sort=-committerdate", "--count=1", "--format=%(refname)", "refs/trees/"], cancel)).Text.Trim();
        if (newest.Length == 0) return null;
        var blob = (await repository.RunAsync(["rev-parse", "--quiet", "--verify", newest + ":MAINTAINERS"], cancel)).Text.Trim();
        if (blob.Length == 0) return null;
        if (last is { } known && known.Blob == blob) return known.File;
        var read = await repository.RunAsync(["cat-file", "blob", blob], cancel);
        if (!read.IsSuccess) return null;
        var file = MaintainersFile.Parse(read.Output.Span);
        last = (blob, file);
        return file;
    }
}
