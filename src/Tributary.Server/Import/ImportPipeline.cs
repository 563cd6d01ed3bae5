using System.Collections.Immutable;
using System.Threading.Channels;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>
/// Reader → parsers → writer, joined by a bounded channel: one thread reads the source, the cores read its mails, and they are written one batch after the
/// other in the source's order, so that ids follow it.
/// </summary>
internal sealed class ImportPipeline(ImportStep step, ImportProgress progress, string? listId)
{
    /// <summary>Mail that may lie between the reader and the writer: a batch, the largest mail, and as much again as keeps the parsers busy.</summary>
    private const long BytesInFlight = 48 * 1024 * 1024;

    /// <summary>A larger mail needs nearly all of that room: what is gathered is written before it.</summary>
    private const int LargeBytes = 8 * 1024 * 1024;

    private readonly ByteBudget _budget = new(BytesInFlight);
    private readonly BatchPace _pace = new() { Position = "" };
    private readonly ImmutableArray<MailPlace>.Builder _passed = ImmutableArray.CreateBuilder<MailPlace>();

    /// <summary>Waited for before the first mail is written.</summary>
    public Task IsPrepared { get; init; } = Task.CompletedTask;

    /// <summary>What became of the mail that is written, also when the source broke off.</summary>
    public ImportCounts Counts { get; private set; } = ImportCounts.None;

    /// <summary>Where the mails stand that were passed over.</summary>
    public ImmutableArray<MailPlace> Passed => _passed.ToImmutable();

    /// <summary>Imports a source from its position to its end.</summary>
    /// <param name="reading">The source, open.</param>
    /// <param name="first">Project, source and position at the beginning; its messages are not looked at.</param>
    /// <param name="cancel">Ends it after the batch that is being written.</param>
    public async Task RunAsync(MailReading reading, ImportBatch first, CancellationToken cancel)
    {
        _pace.Position = first.Position;
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var chunks = Channel.CreateBounded<Task<ParsedChunk>?>(new BoundedChannelOptions(64) { SingleReader = true, SingleWriter = true });
        using var parsers = new ChunkParsers(listId);
        var reader = Task.Factory.StartNew(
            () => Read(reading, parsers, chunks.Writer, failed.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await WriteAsync(chunks.Reader, first, cancel);
        }
        catch
        {
            await failed.CancelAsync();
            throw;
        }
        finally
        {
            // A reader that waits for standard input cannot be woken; it ends with the process.
            await Task.WhenAny(reader, Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None));
        }
    }

    // On a thread of its own: it may wait for disk, git and its turn.
    private void Read(MailReading reading, ChunkParsers parsers, ChannelWriter<Task<ParsedChunk>?> chunks, CancellationToken cancel)
    {
        try
        {
            foreach (var chunk in reading.Read())
            {
                if (chunk.Bytes > LargeBytes) Hand(chunks, parsed: null, cancel);
                _budget.TakeAsync(ParsedChunk.WeightOf(chunk, chunk.Bytes), cancel).GetAwaiter().GetResult();
                Hand(chunks, parsers.ParseAsync(chunk, cancel), cancel);
            }

            chunks.Complete();
        }
#pragma warning disable CA1031 // It is handed to the writer, which throws it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            chunks.Complete(exception);
        }
    }

    private static void Hand(ChannelWriter<Task<ParsedChunk>?> chunks, Task<ParsedChunk>? parsed, CancellationToken cancel)
    {
        if (!chunks.TryWrite(parsed)) chunks.WriteAsync(parsed, cancel).AsTask().GetAwaiter().GetResult();
    }

    private async Task WriteAsync(ChannelReader<Task<ParsedChunk>?> chunks, ImportBatch first, CancellationToken cancel)
    {
        var gathered = new GatheredBatch(first);
        await foreach (var parsing in chunks.ReadAllAsync(cancel))
        {
            if (parsing is null)
            {
                await FlushAsync(gathered, cancel);
                continue;
            }

            var parsed = await parsing;
            _budget.Return(parsed.Released);
            foreach (var segment in parsed.Segments)
            {
                if (!segment.Deleted.IsEmpty && gathered.HasMessages) await FlushAsync(gathered, cancel);
                gathered.Add(segment);
            }

            gathered.End(parsed);
            if (gathered.IsFull) await FlushAsync(gathered, cancel);
        }

        await FlushAsync(gathered, cancel);
    }

    private async Task FlushAsync(GatheredBatch gathered, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        await IsPrepared;
        foreach (var piece in _pace.Cut(gathered.ToBatch(), () => step.ArePeopleNear)) Counts = Counts.Add(await step.RunAsync(piece, cancel));
        _passed.AddRange(gathered.Passed);
        progress.Add(gathered.Mails);
        _budget.Return(gathered.Clear());
        step.Memory.Keep();
    }
}
