using System.Data.Common;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Reads values of the index's rows.</summary>
internal static class IndexRows
{
    /// <summary>A name of a commit.</summary>
    public static CommitId ToCommit(DbDataReader row, int column) => CommitId.Parse(Convert.ToHexStringLower((byte[])row.GetValue(column)));

    /// <summary>A text, or null.</summary>
    public static string? TextOrNull(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
