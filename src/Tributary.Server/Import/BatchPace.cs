using System.Diagnostics;

namespace Tributary.Server;

/// <summary>
/// How much is written at a time. The more the better, as long as nobody waits; while people wait for their changes, pieces that take no longer than they notice.
/// </summary>
internal sealed class BatchPace
{
    private static readonly TimeSpan Unnoticed = TimeSpan.FromMilliseconds(40);
    private const int Least = 8;

    // What a mail took in the last piece; the first guess is that of a slow machine.
    private TimeSpan _perMail = TimeSpan.FromMilliseconds(0.5);

    /// <summary>Where the source's reader stood behind what was written last: a piece that is not the last of its batch saves no more.</summary>
    public required string Position { get; set; }

    /// <summary>Cuts a batch into pieces, the next one when the one before is written. Where a source's reader stands is saved with the last.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="arePeopleNear">Asked before each piece.</param>
    public IEnumerable<ImportBatch> Cut(ImportBatch batch, Func<bool> arePeopleNear)
    {
        var at = 0;
        do
        {
            var size = arePeopleNear() ? (int)Math.Clamp(Unnoticed / _perMail, Least, int.MaxValue) : int.MaxValue;
            var rest = batch.Messages.Length - at;
            var began = Stopwatch.GetTimestamp();
            var piece = at == 0 ? batch : batch with { Messages = batch.Messages[at..], Deleted = [], Anew = batch.Anew & ~AnewReading.Begins };
            yield return size >= rest ? piece : piece with { Messages = piece.Messages[..size], Position = Position, Anew = piece.Anew & ~AnewReading.Ends };
            var written = Math.Min(size, rest);
            if (written > 0) _perMail = TimeSpan.FromTicks(Math.Max(1, Stopwatch.GetElapsedTime(began).Ticks / written));
            at += written;
        }
        while (at < batch.Messages.Length);
        Position = batch.Position;
    }
}
