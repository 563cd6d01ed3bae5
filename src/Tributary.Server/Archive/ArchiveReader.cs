using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Tributary.Mail;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Finds messages and threads for the archive.</summary>
internal sealed class ArchiveReader(MessageQueries messages, ThreadQueries threads)
{
    // Mails in memory at once while an mbox is sent.
    private const int Portion = 50;

    /// <summary>The first of the readings of an address whose message is in the scope, or null.</summary>
    public async Task<ArchivedMail?> FindAsync(ArchiveScope scope, ArchiveAddress address, CancellationToken cancel)
    {
        foreach (var reading in address.Readings)
        {
            foreach (var project in scope.Projects)
            {
                if (await messages.FindAsync(project.Id, reading.Id, cancel) is { } stored) return new(reading, new(project, stored, AnswerForm.Page));
            }
        }

        return null;
    }

    /// <summary>The thread of a message, over all projects of the scope, oldest first.</summary>
    public async Task<ImmutableArray<ThreadMail>> ListThreadAsync(ArchiveScope scope, MessageId id, CancellationToken cancel) =>
        await ListThreadsAsync(scope, await threads.FindNumbersAsync([id], cancel), cancel);

    /// <summary>The threads of some messages, by their numbers, over all projects of the scope, oldest first.</summary>
    public async Task<ImmutableArray<ThreadMail>> ListThreadsAsync(ArchiveScope scope, IReadOnlyCollection<long> messages, CancellationToken cancel)
    {
        var found = new Dictionary<long, ThreadMail>();
        foreach (var project in scope.Projects)
        {
            foreach (var mail in await threads.ListAsync(project.Id, messages, cancel)) found.TryAdd(mail.Number, mail);
        }

        return [.. found.Values.OrderBy(mail => mail.Date).ThenBy(mail => mail.Id)];
    }

    /// <summary>The bytes of messages, a few read at a time.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(IEnumerable<long> numbers, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var portion in numbers.Chunk(Portion))
        {
            foreach (var mail in await threads.ListRawsAsync(portion, cancel)) yield return mail.Raw;
        }
    }
}

/// <summary>A message that an archive's address leads to.</summary>
/// <param name="Reading">How the address was read.</param>
/// <param name="Found">The message.</param>
internal sealed record ArchivedMail(ArchiveReading Reading, FoundMail Found);
