using Dapper;
using Tributary.Patches;

namespace Tributary.Store;

/// <summary>Who shares a key, from memory where it was asked before, else from the table.</summary>
internal sealed class KeyIndex(WriteTransaction write, long project, ClusterCache cache)
{
    private const string OneKeySql = "select message from cluster_keys where project = ? and key = ? limit ?";

    private const string ManyKeysSql = """
        select k.key, m.message from unnest(@keys, @limits) as k (key, most)
        cross join lateral (select c.message from cluster_keys c where c.project = @project and c.key = k.key limit k.most) m
        """;

    private readonly Dictionary<long, KeyMembers> current = [];

    /// <summary>A soft key joins nobody when too many share it; a thread key always joins.</summary>
    public static bool IsSoft(long key) => (key & 1) == 0;

    /// <summary>Who shares a key that was loaded.</summary>
    public KeyMembers Get(long key) => current[key];

    /// <summary>What is not in memory else is read from the table again.</summary>
    public void Forget() => current.Clear();

    /// <summary>The next <see cref="LoadAsync"/> reads it from the table.</summary>
    public void Forget(long key)
    {
        current.Remove(key);
        cache.Keys.Remove(key);
    }

    /// <summary>Makes sure that keys are at hand.</summary>
    public async Task LoadAsync(IReadOnlyCollection<long> keys, CancellationToken cancel)
    {
        var missing = new List<long>();
        foreach (var key in keys)
        {
            if (current.ContainsKey(key)) continue;
            if (!cache.Keys.TryGet(key, out var known))
            {
                known = new();
                missing.Add(key);
                cache.Keys.Set(key, known);
            }

            current.Add(key, known);
        }

        if (missing.Count == 0) return;
        if (write.FindStatement(OneKeySql) is { } statement) LoadEach(statement, missing);
        else await LoadAllAsync(missing, cancel);
        foreach (var key in missing) CutIfTooCommon(current[key], key);
    }

    private static long Most(long key) => IsSoft(key) ? ClusterKeys.TooCommon + 1 : long.MaxValue;

    private static void CutIfTooCommon(KeyMembers members, long key)
    {
        if (!IsSoft(key) || members.Messages.Count <= ClusterKeys.TooCommon) return;
        members.IsTooCommon = true;
        members.Messages.Clear();
    }

    private void LoadEach(SqliteStatement statement, List<long> missing)
    {
        statement.Bind(1, project);
        foreach (var key in missing)
        {
            statement.Bind(2, key);
            statement.Bind(3, IsSoft(key) ? Most(key) : -1);
            while (statement.Step()) current[key].Messages.Add(statement.GetLong(0));
            statement.Reset();
        }
    }

    private async Task LoadAllAsync(List<long> missing, CancellationToken cancel)
    {
        var limits = missing.Select(Most).ToArray();
        var rows = await write.Connection.QueryAsync<(long Key, long Message)>(
            new CommandDefinition(ManyKeysSql, new { project, keys = missing.ToArray(), limits }, cancellationToken: cancel));
        foreach (var (key, message) in rows) current[key].Messages.Add(message);
    }
}
