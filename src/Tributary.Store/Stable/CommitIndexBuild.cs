using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Makes the index of commits anew, beside the one that is there, and puts it in its place when it is whole.</summary>
public sealed class CommitIndexBuild : IDisposable
{
    private readonly string path;
    private readonly string part;
    private readonly SqliteConnection connection;
    private readonly CommitGraph graph = new();
    private CommitRowWriter? rows;
    private bool isDone;

    /// <summary>Begins.</summary>
    /// <param name="path">Where the index is to be.</param>
    /// <exception cref="DatabaseException">The file cannot be made.</exception>
    public CommitIndexBuild(string path)
    {
        this.path = path;
        part = $"{path}.{Environment.ProcessId}.part";
        File.Delete(part);
        try
        {
            connection = CommitIndexFile.Create(part);
        }
        catch (SqliteException e)
        {
            throw new DatabaseException($"the index {part} cannot be made ({e.Message}): see space and permissions", e);
        }

        CommitIndexFile.Execute(connection, "begin");
        rows = new(connection);
    }

    /// <summary>Adds a commit; the newest come first.</summary>
    public void Add(LoggedCommit commit) => rows!.Add(graph.Add(commit), commit);

    /// <summary>Writes where every commit is, when all are added.</summary>
    /// <param name="branches">Mainline, and the stable branches.</param>
    /// <param name="releases">The tags.</param>
    public void Place(ImmutableArray<IndexedBranch> branches, ImmutableArray<ReleaseTag> releases)
    {
        rows!.Dispose();
        rows = null;
        var places = new BranchPlaces(graph, releases);
        var ordered = branches.OrderByDescending(static branch => branch.IsMainline).ToImmutableArray();
        BranchListing? mainline = null;
        for (var number = 0; number < ordered.Length; number++)
        {
            var branch = ordered[number];
            var listing = mainline is null ? places.ReadMainline(branch.Tip) : places.ReadBranch(branch.Tip, mainline.Releases);
            mainline ??= listing;
            Write(number, branch, listing);
        }

        using (var meta = CommitIndexFile.Prepare(connection, "insert into meta values ('form', @0), ('built', @1)", 2))
        {
            meta.Parameters[0].Value = CommitIndexFile.Form.ToString(CultureInfo.InvariantCulture);
            meta.Parameters[1].Value = graph.Count.ToString(CultureInfo.InvariantCulture);
            meta.ExecuteNonQuery();
        }

        CommitIndexFile.Execute(connection, "commit");
        CommitIndexFile.Finish(connection);
        CommitIndexFile.Execute(connection, "begin");
    }

    /// <summary>The commits of stable branches that do not say which commit they bring: only these are told by what they change.</summary>
    public ImmutableArray<CommitId> ListUnstated() => PatchRows.ListUnstated(connection);

    /// <summary>Notes what a commit changes.</summary>
    public void AddPatch(CommitId commit, ChangeIdentity change) => PatchRows.Add(connection, commit, change);

    /// <summary>Puts the index in its place.</summary>
    public void Finish()
    {
        CommitIndexFile.Execute(connection, "commit");
        CommitIndexFile.Execute(connection, "analyze");
        connection.Dispose();
        using (var handle = File.OpenHandle(part, FileMode.Open, FileAccess.ReadWrite)) RandomAccess.FlushToDisk(handle);
        // The log of the old file would be taken for one of the new.
        File.Delete(path + "-wal");
        File.Delete(path + "-shm");
        File.Move(part, path, overwrite: true);
        isDone = true;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        rows?.Dispose();
        connection.Dispose();
        if (!isDone) File.Delete(part);
    }

    private void Write(int number, IndexedBranch branch, BranchListing listing)
    {
        using var addBranch = CommitIndexFile.Prepare(connection, "insert into branches (number, name, tip, base) values (@0, @1, @2, @3)", 4);
        addBranch.Parameters[0].Value = number;
        addBranch.Parameters[1].Value = branch.Name;
        addBranch.Parameters[2].Value = Convert.FromHexString(branch.Tip.Hex);
        addBranch.Parameters[3].Value = (object?)listing.Base ?? DBNull.Value;
        addBranch.ExecuteNonQuery();
        using var addRelease = CommitIndexFile.Prepare(connection, "insert into releases values (@0, @1, @2, @3)", 4);
        var first = branch.IsMainline ? 0 : 1;
        for (var i = 0; i < listing.Releases.Length; i++)
        {
            addRelease.Parameters[0].Value = number;
            addRelease.Parameters[1].Value = first + i;
            addRelease.Parameters[2].Value = listing.Releases[i].Tag.Name;
            addRelease.Parameters[3].Value = listing.Releases[i].Commit;
            addRelease.ExecuteNonQuery();
        }

        using var addPlace = CommitIndexFile.Prepare(connection, "insert into places values (@0, @1, @2)", 3);
        addPlace.Parameters[0].Value = number;
        foreach (var (commit, rank) in listing.Places)
        {
            addPlace.Parameters[1].Value = commit;
            addPlace.Parameters[2].Value = rank;
            addPlace.ExecuteNonQuery();
        }
    }
}
