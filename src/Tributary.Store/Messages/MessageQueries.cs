using Tributary.Mail;

namespace Tributary.Store;

/// <summary>Reads messages.</summary>
public sealed class MessageQueries(Database database)
{
    /// <summary>A message with its bytes and its place in a project, or null.</summary>
    public Task<StoredMessage?> FindAsync(long project, MessageId id, CancellationToken cancel) =>
        throw new NotSupportedException(nameof(database) + database.GetHashCode());

    /// <summary>The bytes of some messages, at most 500 at once, in no order; those that are not here are left out.</summary>
    public Task<IReadOnlyList<StoredMessage>> ListAsync(long project, IReadOnlyCollection<MessageId> ids, CancellationToken cancel) =>
        throw new NotSupportedException();
}
