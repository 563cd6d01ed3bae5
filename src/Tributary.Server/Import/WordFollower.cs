using System.Globalization;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Keeps the word index behind the mail that comes in.</summary>
/// <param name="database">The database.</param>
public sealed class WordFollower(Database database)
{
    private const int Batch = 256;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly WordIndexer _indexer = new(database);

    /// <summary>Runs until it is cancelled. Of the nodes of one database one follows; when it ends another does.</summary>
    public async Task RunAsync(SiteStatus status, CancellationToken cancel)
    {
        while (true)
        {
            await using (var turn = await NodeTurn.TakeAsync(database, "word index", isPatient: false, cancel))
            {
                if (turn is not null) await FollowAsync(status, cancel);
            }

            await TellAsync(status, cancel);
            await Task.Delay(Pause, cancel);
        }
    }

    private async Task FollowAsync(SiteStatus status, CancellationToken cancel)
    {
        while (true)
        {
            if (await _indexer.RunOnceAsync(Batch, cancel) == 0)
            {
                status.SaySearchBehind("");
                await Task.Delay(Pause, cancel);
            }
            else await TellAsync(status, cancel);
        }
    }

    private async Task TellAsync(SiteStatus status, CancellationToken cancel)
    {
        var position = await _indexer.GetPositionAsync(cancel);
        var left = position.Last - position.Indexed;
        status.SaySearchBehind(left <= 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"Search does not find {left:N0} of the newest messages yet."));
    }
}
