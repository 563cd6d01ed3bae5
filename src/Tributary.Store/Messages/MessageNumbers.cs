using Dapper;
using Tributary.Mail;

namespace Tributary.Store;

/// <summary>Finds the numbers of messages, and of the series that they belong to, inside a transaction.</summary>
public sealed class MessageNumbers(WriteTransaction write)
{
    /// <summary>The numbers (<c>messages.id</c>) of these messages; those that are here.</summary>
    public async Task<IReadOnlyList<long>> ListAsync(IReadOnlyCollection<MessageId> messages, CancellationToken cancel)
    {
        var ids = write.Dialect.List(messages.Select(id => Dialect.Clean(id.Value)));
        return [.. await write.Connection.QueryAsync<long>(new CommandDefinition($"select id from messages where {write.Dialect.In("message_id", "ids")} order by id", new { ids }, cancellationToken: cancel))];
    }

    /// <summary>The patches and cover letters of a series, ascending by number.</summary>
    public async Task<IReadOnlyList<long>> ListAsync(long project, SeriesId series, CancellationToken cancel) => [.. await write.Connection.QueryAsync<long>(new CommandDefinition(
        "select message from project_messages where project = @project and series = @series and target = message order by message", new { project, series = series.Value }, cancellationToken: cancel))];

    /// <summary>The series to which these messages belong, each once.</summary>
    public async Task<IReadOnlyList<SeriesId>> ListSeriesAsync(long project, IReadOnlyCollection<long> messages, CancellationToken cancel)
    {
        var found = await write.Connection.QueryAsync<long>(new CommandDefinition(
            $"select distinct series from project_messages where project = @project and series is not null and {write.Dialect.In("message", "ids")} order by series",
            new { project, ids = write.Dialect.List(messages) }, cancellationToken: cancel));
        return [.. found.Select(id => new SeriesId(id))];
    }
}
