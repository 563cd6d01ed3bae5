using System.Collections.Immutable;
using System.Data.Common;
using Dapper;

namespace Tributary.Store;

/// <summary>Settles how a page of the queue is read: who the submitters are, what words are asked for, and which index gives the lines.</summary>
internal static class SeriesWays
{
    // A part of a name or address may fit many people: those with the smallest numbers (first seen) are taken.
    private const int MostPeople = 5000;

    // With fewer lines than this under its state and tree, that index is better than the one of a busy submitter or delegate.
    private const int Few = 2000;

    private const string PersonSql = "select id from people where address = @address";
    private const string PartSql = "select id from people where {find}(lower(name), @part) > 0 or {find}(address, @part) > 0 order by id limit @limit";

    /// <summary>The listing with all of that; null if nothing can fit.</summary>
    public static async Task<SeriesListing?> FindAsync(
        DbConnection connection, SeriesListing listing, Func<DbConnection, SeriesFilter, CancellationToken, Task<long>> count, CancellationToken cancel)
    {
        var filter = listing.Filter;
        if (filter.Submitter is { Length: > 0 } submitter)
        {
            var people = await ListPeopleAsync(connection, listing.Dialect, submitter.Trim(), cancel);
            if (people.Length == 0) return null;
            listing = listing with { Submitters = people };
        }

        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            listing = listing with { Words = NameWords.Asked(filter.Text) };
            if (listing.Words.Length == 0) return null;
        }

        var plain = filter.State is not null || filter.WaitingOnly ? SeriesWay.State : filter.Tree is not null ? SeriesWay.Tree : SeriesWay.Activity;
        if (filter.IsByPromise) return listing with { Way = SeriesWay.Promise };
        if (plain is SeriesWay.Activity && filter.Owes is not null) plain = SeriesWay.Owes;
        var person = listing.Submitters is [_] ? SeriesWay.Submitter : filter.Delegate is { Length: > 0 } ? SeriesWay.Delegate : SeriesWay.Activity;
        if (person is SeriesWay.Activity) return listing with { Way = plain };
        return listing with { Way = plain is SeriesWay.State or SeriesWay.Tree && await count(connection, filter, cancel) < Few ? plain : person };
    }

    private static async Task<ImmutableArray<long>> ListPeopleAsync(DbConnection connection, Dialect dialect, string submitter, CancellationToken cancel)
    {
        var text = Dialect.Clean(submitter.ToLowerInvariant());
        if (text.Contains('@', StringComparison.Ordinal) && await ListAsync(PersonSql, new { address = text }) is { Length: > 0 } whole) return whole;
        var words = NameWords.Asked(text);
        // "id + 0": PostgreSQL would look through everybody by their numbers.
        var byWords = words.Length == 0 ? [] : await ListAsync(
            $"select id from people where {NamesSql.Hold(dialect, "people")} order by id + 0 limit @limit", new { match = NamesSql.Match(dialect, words), limit = (long)MostPeople });

        // A part that begins no word: people are few enough to look through.
        return byWords.Length > 0 ? byWords : await ListAsync(
            PartSql.Replace("{find}", dialect.Find, StringComparison.Ordinal), new { part = text, limit = (long)MostPeople });

        async Task<ImmutableArray<long>> ListAsync(string sql, object values) =>
            [.. await connection.QueryAsync<long>(new CommandDefinition(sql, values, cancellationToken: cancel))];
    }
}
