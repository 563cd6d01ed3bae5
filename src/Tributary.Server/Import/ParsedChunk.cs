using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>
/// A chunk whose mails were read: what is left is to write it. The mails' own bytes are given up already. Disposing it gives back what they were packed into.
/// </summary>
/// <param name="chunk">The chunk.</param>
/// <param name="room">What its mails were packed into.</param>
/// <param name="segments">Its mails, cut where a deletion follows an addition.</param>
internal sealed class ParsedChunk(MailChunk chunk, PackedRoom room, ImmutableArray<ParsedSegment> segments) : IDisposable
{
    /// <summary>What is known of a mail beside its packed bytes, about.</summary>
    private const int FactsBytes = 4096;

    /// <summary>The bytes of its mails as they came.</summary>
    public long Bytes { get; } = chunk.Bytes;

    /// <summary>The place up to which the source is read behind it; null when it says nothing new.</summary>
    public string? Position { get; } = chunk.Position;

    /// <summary>Whether its source is read again from its start.</summary>
    public AnewReading Anew { get; } = chunk.Anew;

    /// <summary>What it takes in memory until it is written, about.</summary>
    public long Weight { get; } = WeightOf(chunk, room.Bytes);

    /// <summary>What it took more while it was read.</summary>
    public long Released { get; } = chunk.Bytes - room.Bytes;

    /// <summary>Its mails, cut where a deletion follows an addition: the deletions of a segment come first.</summary>
    public ImmutableArray<ParsedSegment> Segments => segments;

    /// <summary>What mails take in memory, about.</summary>
    /// <param name="chunk">The mails.</param>
    /// <param name="bytes">Their bytes, or those that they were packed into.</param>
    public static long WeightOf(MailChunk chunk, long bytes) => bytes + ((long)chunk.Count * FactsBytes);

    /// <summary>Reads the mails of a chunk. Pure, and the work of the cores.</summary>
    /// <param name="chunk">The chunk; its buffer is given back.</param>
    /// <param name="listId">Only mail that bears this List-Id is taken; null for all.</param>
    public static ParsedChunk Parse(MailChunk chunk, string? listId)
    {
        var room = new PackedRoom();
        using var packing = new BlockPacking(room);
        var segments = ImmutableArray.CreateBuilder<ParsedSegment>();
        var messages = ImmutableArray.CreateBuilder<NewMessage>(chunk.Count);
        var deleted = ImmutableArray.CreateBuilder<MessageId>();
        var passed = ImmutableArray.CreateBuilder<MailPlace>();
        for (var i = 0; i < chunk.Count; i++)
        {
            var message = MessageReader.Read(chunk[i]);
            if (chunk.IsDeletion(i))
            {
                if (messages.Count > 0) Cut();
                deleted.Add(message.Id);
            }
            else if (listId is not null && message.Unreadable is null && !message.ListIds.Contains(listId))
            {
                passed.Add(chunk.PlaceOf(i));
            }
            else
            {
                messages.Add(NewMessage.Of(message, packing));
            }
        }

        Cut();
        packing.Finish();
        var parsed = new ParsedChunk(chunk, room, segments.ToImmutable());
        chunk.Dispose();
        return parsed;

        void Cut()
        {
            segments.Add(new(messages.ToImmutable(), deleted.ToImmutable(), passed.ToImmutable()));
            messages.Clear();
            deleted.Clear();
            passed.Clear();
        }
    }

    /// <inheritdoc />
    public void Dispose() => room.Dispose();
}

/// <summary>Mails that are written together.</summary>
/// <param name="Messages">Mails to add.</param>
/// <param name="Deleted">Messages that the source took back before those.</param>
/// <param name="Passed">Where the mails stand that do not bear the List-Id that is wanted.</param>
internal sealed record ParsedSegment(ImmutableArray<NewMessage> Messages, ImmutableArray<MessageId> Deleted, ImmutableArray<MailPlace> Passed);
