using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Which mail servers are believed who sent a mail.</summary>
public static class TrustedRelays
{
    /// <summary>Says which: for this server and for commands beside it.</summary>
    public static async Task SetAsync(Database database, ImmutableArray<string> names, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        var store = new RelayStore(write);
        var wanted = names.Select(static name => name.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal);
        if (wanted.SequenceEqual(await store.ListAsync(cancel))) return;
        await store.SetAsync(wanted, cancel);
        await write.CommitAsideAsync(cancel);
    }
}
