using System.Collections.Immutable;
using Dapper;
using Tributary.Policy;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>What kernel.org said last of the stable branches (STB-3).</summary>
public sealed class KernelStore(Database database)
{
    private const string PutSql = """
        insert into stable_kernels (branch, last, longterm, ended, why, read_at) values (@branch, @last, @longterm, @ended, @why, @at)
        on conflict (branch) do update set last = excluded.last, longterm = excluded.longterm, ended = excluded.ended, why = excluded.why, read_at = excluded.read_at
        """;

    /// <summary>All that was said, by branch.</summary>
    public async Task<ImmutableArray<StableKernel>> ListAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition("select branch, last, longterm, ended, why, read_at as ReadAt from stable_kernels order by branch", cancellationToken: cancel)))
            .Select(static row => new StableKernel(row.Branch) { Last = row.Last, IsLongterm = row.Longterm != 0, HasEnded = row.Ended != 0, Why = row.Why, At = Micros.ToTime(row.ReadAt) })];
    }

    /// <summary>Keeps what was read.</summary>
    public async Task PutAsync(IEnumerable<StableKernel> kernels, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition(
            PutSql, kernels.Select(static one => new { branch = one.Branch, last = one.Last, longterm = one.IsLongterm ? 1L : 0, ended = one.HasEnded ? 1L : 0, why = one.Why, at = Micros.From(one.At!.Value) }).ToArray(), cancellationToken: cancel));
        await write.CommitAsideAsync(cancel);
    }

    private sealed record Row
    {
        public string Branch { get; init; } = "";
        public string Last { get; init; } = "";
        public long Longterm { get; init; }
        public long Ended { get; init; }
        public string Why { get; init; } = "";
        public long ReadAt { get; init; }
    }
}
