using System.Data.Common;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>
/// Derives everything again from the kept mail and the ledgers of ids, in one transaction: it is done, or nothing has changed.
/// Gives the same database, ids included, unless this program reads mail otherwise than the one that wrote it.
/// </summary>
/// <param name="database">The store.</param>
/// <param name="findProfile">A profile by its name, e.g. <see cref="BuiltInProfiles.Find"/>.</param>
public sealed class RebuildStep(Database database, Func<string, Profile?> findProfile)
{
    private const int PageSize = 500;

    /// <summary>Carries it out.</summary>
    /// <param name="progress">Is told the number of messages done, twice over: once read, once placed.</param>
    /// <param name="cancel">Ends it early; nothing has changed then.</param>
    /// <returns>How many messages were placed.</returns>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    public async Task<long> RunAsync(IProgress<long>? progress, CancellationToken cancel)
    {
        try
        {
            await using var write = await database.Writer.BeginAsync(WritePriority.Bulk, cancel);
            var read = await ReadAgainAsync(write, progress, cancel);
            var placed = await PlaceAgainAsync(write, read, progress, cancel);
            await write.CommitAsync(cancel);
            await write.DisposeAsync();
            await database.Writer.MakeDurableAsync(cancel);
            return placed;
        }
        catch (DbException failure)
        {
            throw database.Explain(failure);
        }
    }

    private static async Task<long> ReadAgainAsync(WriteTransaction write, IProgress<long>? progress, CancellationToken cancel)
    {
        var messages = new MessageRebuild(write);
        await messages.BeginAsync(cancel);
        var done = 0L;
        long? after = 0;
        while (after is { } last)
        {
            after = await messages.RunPageAsync(last, PageSize, cancel);
            if (after is null) break;
            done += PageSize;
            progress?.Report(done);
        }

        await messages.EndAsync(cancel);
        return done;
    }

    private async Task<long> PlaceAgainAsync(WriteTransaction write, long read, IProgress<long>? progress, CancellationToken cancel)
    {
        var rebuild = new SeriesRebuild(write);
        await rebuild.BeginAsync(cancel);
        var done = 0L;
        foreach (var project in await new ProjectQueries(database).ListAsync(cancel))
        {
            var profile = findProfile(project.Profile)
                ?? throw new DatabaseException($"the project {project.Name} follows the profile {project.Profile}, which is not known: put it back");
            var step = new ClusterStep(write, (project.Id, profile), new(), origin: null);
            var settled = new HashSet<long>();
            for (var page = await rebuild.ListMessagesAsync(project.Id, 0, PageSize, cancel); page.Count > 0;
                page = await rebuild.ListMessagesAsync(project.Id, page[^1], PageSize, cancel))
            {
                await step.SettleAsync([.. page.Where(message => !settled.Contains(message))], settled, cancel);
                done += page.Count;
                progress?.Report(read + done);
            }
        }

        await rebuild.EndAsync(cancel);
        return done;
    }
}
