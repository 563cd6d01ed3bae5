using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>What people name a fix by: a commit, a title, or the message that sent it.</summary>
public static class StableNames
{
    /// <summary>The commits that are meant.</summary>
    /// <param name="search">The index.</param>
    /// <param name="what">Hex digits, a title, a message id, or a URL that ends in one.</param>
    /// <param name="open">Opens the database, for a message id alone.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<ImmutableArray<IndexedCommit>> ListAsync(StableSearch search, string what, Func<Task<Database>> open, CancellationToken cancel)
    {
        var found = await search.ResolveAsync(what, cancel);
        if (!found.IsEmpty || !what.Contains('@', StringComparison.Ordinal) || what.Contains(' ', StringComparison.Ordinal)) return found;
        var id = new MessageId(what.Trim('<', '>')[(what.TrimEnd('/').LastIndexOf('/') is > 0 and var slash && what.Contains("://", StringComparison.Ordinal) ? slash + 1 : 0)..].TrimEnd('/'));
        await using var database = await open();
        return await ListOfMessageAsync(search, database, id, cancel);
    }

    /// <summary>The one commit that is meant; null and the reason where there is none, or several.</summary>
    public static async Task<(IndexedCommit? Commit, string Why)> FindAsync(StableSearch search, string what, CancellationToken cancel) => await search.ResolveAsync(what, cancel) switch
    {
        [var commit] => (commit, ""),
        [] => (null, $"no branch has {what}"),
        var several => (null, $"{string.Join(" and ", several.Take(5).Select(static one => one.Id.Short))} have the title {what}: name one by its digits"),
    };

    /// <summary>The commits that a message became: by the ledger of commits, else by what it states, else by its title.</summary>
    public static async Task<ImmutableArray<IndexedCommit>> ListOfMessageAsync(StableSearch search, Database database, MessageId id, CancellationToken cancel)
    {
        var ledger = await new CommitQueries(database).ListOfMessageAsync(id, cancel);
        ImmutableArray<IndexedCommit> found = [.. ledger.SelectMany(line => search.List(line.Commit.Hex)).DistinctBy(static commit => commit.Number)];
        if (!found.IsEmpty) return found;
        if (await FindMailAsync(database, id, cancel) is not { } message) return [];
        var mail = StableMail.Unhidden(message);
        found = [.. UpstreamStatements.Of(mail).SelectMany(one => search.List(one.Hex)).DistinctBy(static commit => commit.Number)];
        return found.IsEmpty ? [.. search.List(mail.Subject.Title).Where(commit => commit.Author.Key == mail.Author.Key || commit.Author.Name == mail.Author.Name)] : found;
    }

    /// <summary>A message of any project, read; null where none has it.</summary>
    internal static async Task<Message?> FindMailAsync(Database database, MessageId id, CancellationToken cancel)
    {
        foreach (var project in await new ProjectQueries(database).ListAsync(cancel))
        {
            if (await new MessageQueries(database).FindAsync(project.Id, id, cancel) is { } stored) return MessageReader.Read(stored.Raw);
        }

        return null;
    }
}
