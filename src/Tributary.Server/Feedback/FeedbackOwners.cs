using System.Collections.Immutable;
using System.Globalization;
using Tributary.Git;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Reads whose answers are those of a maintainer out of MAINTAINERS of mainline, as it was fetched: the people of the M: lines of the sections that name the project's list. May be run twice without harm.
/// </summary>
/// <param name="database">The store.</param>
/// <param name="folder">The folder of this node's repositories; empty where it has none: then nothing is read.</param>
/// <param name="findProfile">A profile by its name.</param>
public sealed class FeedbackOwners(Database database, string folder, Func<string, Profile?> findProfile)
{
    private CommitId? last;

    /// <summary>Reads it for all projects, when mainline has moved.</summary>
    /// <returns>True where it was read.</returns>
    /// <exception cref="GitException">The repository cannot be read.</exception>
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        if (folder.Length == 0 || TreeRepository.Find(folder, ProfileTrees.Kernel) is not { } repository) return false;
        if (await repository.FindTipAsync(ProfileTrees.Mainline, cancel) is not { } tip || tip == last) return false;
        var read = await repository.RunAsync(["cat-file", "blob", $"{tip.Hex}:MAINTAINERS"], cancel);
        if (read.IsSuccess && await CommitEntry.ListAsync(repository, [tip.Hex, "-1"], cancel) is [var commit])
        {
            var file = MaintainersFile.Parse(read.Output.Span);
            foreach (var project in await new ProjectQueries(database).ListAsync(cancel))
            {
                // Who keeps the tools beside the kernel, its MAINTAINERS does not say.
                if (findProfile(project.Profile) is { } profile && profile.Trees.Any(static tree => tree.Kind != TreeKind.Tools) && profile.ListFor(ListUse.Patches) is { } list) await KeepAsync(project.Id, Read(file, list.Address), commit.CommittedAt, cancel);
            }
        }

        last = tip;
        return true;
    }

    /// <summary>The people of the M: lines of the sections that name a list: address, lower case, and the first section.</summary>
    internal static ImmutableArray<(string Address, string Section)> Read(MaintainersFile file, string list) =>
    [
        .. file.Sections.Where(section => section.Values(file, 'L').Any(line => line.Split(' ')[0].Equals(list, StringComparison.OrdinalIgnoreCase)))
            .SelectMany(section => section.Values(file, 'M').Select(line => (Address: AddressOf(line), Section: section.Title)))
            .Where(static one => one.Address.Contains('@', StringComparison.Ordinal)).DistinctBy(static one => one.Address),
    ];

    private static string AddressOf(string line)
    {
        var (open, close) = (line.LastIndexOf('<'), line.LastIndexOf('>'));
        return (open >= 0 && close > open ? line[(open + 1)..close] : line).Trim().ToLower(CultureInfo.InvariantCulture);
    }

    private async Task KeepAsync(long project, ImmutableArray<(string Address, string Section)> people, DateTimeOffset at, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        if (await TreeMaintainers.PutAsync(write, project, people, at, cancel)) await write.CommitAsync(cancel);
    }
}
