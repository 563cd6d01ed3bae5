namespace Tributary.Store;

/// <summary>What a list filters and orders a row by, apart from indexes: a row of <c>list_columns</c>.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Date">When it was sent, in microseconds.</param>
/// <param name="Submitter">Who sent it.</param>
internal readonly record struct ColumnRow(long Id, long Date, long Submitter)
{
    /// <summary>Of a patch the state, <c>PatchState</c>.</summary>
    public long State { get; init; }

    /// <summary>Of a patch 1 in the archive, else 0.</summary>
    public long Archived { get; init; }

    /// <summary>Of a patch what its checks come to, <c>CheckState</c>.</summary>
    public long Checks { get; init; }

    /// <summary>Of a patch the number of its delegate (<see cref="FacetPerson.Delegate"/>); 0 for none.</summary>
    public long Delegate { get; init; }

    /// <summary>Of a series or cover letter the name; null of a patch.</summary>
    public string? Name { get; init; }

    /// <summary>That of a patch.</summary>
    public static ColumnRow Of(PatchRow row) => new(row.Id, row.SentAt, row.Submitter)
    {
        State = (long)row.State, Archived = row.IsArchived ? 1 : 0, Checks = (long)row.Checks, Delegate = NumberOf(row.Delegate),
    };

    /// <summary>The number of a delegate; 0 for none.</summary>
    public static long NumberOf(string? name) => name is null ? 0 : FacetPerson.Delegate(name).Number;
}
