using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>
/// Parsed chunks that are written in one transaction. The more are written at once the less is computed twice, for a thread that comes in two batches has its
/// series made twice. Where a batch ends depends on the source alone, so that the same import gives the same ids.
/// </summary>
/// <param name="first">Project, source and position at the beginning.</param>
internal sealed class GatheredBatch(ImportBatch first)
{
    private const int FirstMails = 500;
    private const int MostMails = 3000;
    private const long EnoughBytes = 24 * 1024 * 1024;

    private readonly ImmutableArray<NewMessage>.Builder _messages = ImmutableArray.CreateBuilder<NewMessage>();
    private readonly ImmutableArray<MessageId>.Builder _deleted = ImmutableArray.CreateBuilder<MessageId>();
    private readonly ImmutableArray<MailPlace>.Builder _passed = ImmutableArray.CreateBuilder<MailPlace>();
    private readonly List<ParsedChunk> _chunks = [];
    private string _position = first.Position;
    private AnewReading _anew;
    private long _bytes;
    private int _enough = FirstMails;

    /// <summary>It holds mails to add: a deletion must not come into the same batch behind them.</summary>
    public bool HasMessages => _messages.Count > 0;

    /// <summary>It is time to write it.</summary>
    public bool IsFull => Mails >= _enough || _bytes >= EnoughBytes;

    /// <summary>Mails in it, those passed over too.</summary>
    public int Mails => _messages.Count + _passed.Count;

    /// <summary>Where the mails stand that are passed over.</summary>
    public ImmutableArray<MailPlace> Passed => _passed.ToImmutable();

    /// <summary>Adds a part of a chunk.</summary>
    public void Add(ParsedSegment segment)
    {
        _messages.AddRange(segment.Messages);
        _deleted.AddRange(segment.Deleted);
        _passed.AddRange(segment.Passed);
    }

    /// <summary>All of a chunk is in: the batch ends behind it.</summary>
    public void End(ParsedChunk chunk)
    {
        _chunks.Add(chunk);
        _bytes += chunk.Bytes;
        _position = chunk.Position ?? _position;
        _anew |= chunk.Anew;
    }

    /// <summary>What is to be written.</summary>
    public ImportBatch ToBatch() => first with { Messages = _messages.ToImmutable(), Deleted = _deleted.ToImmutable(), Position = _position, Anew = _anew };

    /// <summary>It is written: forgets its mails, and gives the buffers back of the chunks that are all in.</summary>
    /// <returns>What those weighed.</returns>
    public long Clear()
    {
        _messages.Clear();
        _deleted.Clear();
        _passed.Clear();
        var weight = _chunks.Sum(static chunk => chunk.Weight);
        foreach (var chunk in _chunks) chunk.Dispose();
        _chunks.Clear();
        _bytes = 0;
        _anew = AnewReading.None;

        // The first ones are small, so that the writer begins early.
        _enough = Math.Min(_enough * 2, MostMails);
        return weight;
    }
}
