using System.Buffers;
using System.IO.Pipelines;

namespace Tributary.Server;

/// <summary>The lines of a caller, each without its CRLF. Only CRLF ends a line: a lone LF is part of one, so that no message can be smuggled in another.</summary>
internal sealed class LmtpLines(Stream stream, TimeSpan patience)
{
    private readonly PipeReader _reader = PipeReader.Create(stream);

    /// <summary>Reads the next line.</summary>
    /// <param name="mostBytes">Bytes that a line may have.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <returns>The line; null when the caller has gone.</returns>
    /// <exception cref="LmtpException">The line is longer, or the caller said nothing for too long.</exception>
    public async Task<byte[]?> ReadAsync(int mostBytes, CancellationToken cancel)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        waiting.CancelAfter(patience);
        try
        {
            while (true)
            {
                var read = await _reader.ReadAsync(waiting.Token);
                if (TryCut(read.Buffer, out var line, out var behind))
                {
                    _reader.AdvanceTo(behind);
                    return line;
                }

                _reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                if (read.IsCompleted) return null;
                if (read.Buffer.Length > mostBytes) throw new LmtpException("500 5.5.2 line too long");
            }
        }
        catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
        {
            throw new LmtpException("421 4.4.2 nothing was said for too long", late);
        }
    }

    private static bool TryCut(ReadOnlySequence<byte> buffer, out byte[] line, out SequencePosition behind)
    {
        var reader = new SequenceReader<byte>(buffer);
        if (reader.TryReadTo(out ReadOnlySequence<byte> found, "\r\n"u8))
        {
            (line, behind) = (found.ToArray(), reader.Position);
            return true;
        }

        (line, behind) = ([], buffer.Start);
        return false;
    }
}

/// <summary>The caller is told so, and the session ends.</summary>
/// <param name="answer">The answer's line with its number.</param>
/// <param name="cause">What caused it, or null.</param>
internal sealed class LmtpException(string answer, Exception? cause = null) : Exception(answer, cause);
