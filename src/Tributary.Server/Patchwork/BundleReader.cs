using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Tributary.Mail;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Gathers what the pages of bundles show, to those who may see them: everybody where it is public, else its owner.</summary>
internal sealed class BundleReader(BundleQueries bundles, ProjectNames names, SubmissionQueries submissions, PatchworkMboxes mboxes, ApiSignIn signIn)
{
    // A page shows so many; the API lists them all.
    private const int MostBundles = 250;

    /// <summary>A bundle with the states of its patches, or null.</summary>
    public async Task<BundleModel?> FindAsync(string owner, string name, HttpContext context, CancellationToken cancel)
    {
        if (await FindBundleAsync(owner, name, context, cancel) is not { } bundle) return null;
        var standing = await submissions.ListPatchesAsync([.. bundle.Patches.Select(patch => patch.Id)], cancel);
        return await names.FindAsync(bundle.Project, cancel) is not { } project ? null : new(project, bundle, [.. bundle.Patches.Where(patch => standing.ContainsKey(patch.Id))
            .Select(patch => new BundledPatch(new MessageId(patch.MessageId), patch.Name, standing[patch.Id].State) { Number = patch.Id })]);
    }

    /// <summary>A bundle by its number, or null.</summary>
    public async Task<BundleListed?> FindAsync(long number, HttpContext context, CancellationToken cancel) =>
        await bundles.FindAsync(number, await FindViewerAsync(context, cancel), cancel);

    /// <summary>The mbox of a bundle, or null.</summary>
    public async Task<MailDownload?> FindMboxAsync(string owner, string name, HttpContext context, CancellationToken cancel)
    {
        if (await FindBundleAsync(owner, name, context, cancel) is not { } bundle) return null;
        var standing = await submissions.ListPatchesAsync([.. bundle.Patches.Select(patch => patch.Id)], cancel);
        long[] messages = [.. bundle.Patches.Where(patch => standing.ContainsKey(patch.Id)).Select(patch => standing[patch.Id].Message)];
        return new(
            mboxes.WriteAsync(bundle.Project, messages, cancel), MailDownload.MboxType, $"bundle-{Addresses.Number(bundle.Id)}-{MailDownload.SafeNameOf(bundle.Name)}.mbox");
    }

    /// <summary>The bundles of a project, or null when there is no such project.</summary>
    public async Task<BundlesModel?> ListAsync(string name, HttpContext context, CancellationToken cancel)
    {
        if (await names.FindAsync(name, cancel) is not { } project) return null;
        var page = new ListPage { Order = [new("name", IsDescending: false)], Size = MostBundles };
        var found = await bundles.ListAsync(new() { Viewer = await FindViewerAsync(context, cancel), Projects = [project.Id] }, page, cancel);
        return new(project, found.Rows);
    }

    private async Task<BundleListed?> FindBundleAsync(string owner, string name, HttpContext context, CancellationToken cancel) =>
        await bundles.FindByNameAsync(owner, name, await FindViewerAsync(context, cancel), cancel);

    // Who is not who he says sees what everybody sees, as with Patchwork.
    private async Task<long?> FindViewerAsync(HttpContext context, CancellationToken cancel) => Visitor.Of(context).User is { } visitor ? visitor.Id
        : await signIn.FindAsync(context, cancel) is ApiCaller.Known known ? known.User.Id : null;
}

/// <summary>What the page of a bundle shows.</summary>
/// <param name="Project">Its project.</param>
/// <param name="Bundle">The bundle.</param>
/// <param name="Patches">Its patches in their order.</param>
public sealed record BundleModel(StoredProject Project, BundleListed Bundle, ImmutableArray<BundledPatch> Patches);

/// <summary>A patch in a bundle.</summary>
/// <param name="Id">Its message.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">Its state.</param>
public sealed record BundledPatch(MessageId Id, string Name, Workflow.PatchState State)
{
    /// <summary>Its number in the API.</summary>
    public long Number { get; init; }
}

/// <summary>What the page of a project's bundles shows.</summary>
/// <param name="Project">The project.</param>
/// <param name="Bundles">The bundles by name.</param>
public sealed record BundlesModel(StoredProject Project, ImmutableArray<BundleListed> Bundles);
