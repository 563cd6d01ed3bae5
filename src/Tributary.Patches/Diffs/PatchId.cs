using System.Buffers;
using System.Text;

namespace Tributary.Patches;

/// <summary>
/// What <c>git patch-id --stable</c> says of a diff: SHA-1 over its lines without blanks, line numbers and names of blobs, a sum over the
/// files in any order. Tools find by it a commit's patch in an archive.
/// </summary>
public static class PatchId
{
    private const int Length = Sha1.Size;

    /// <summary>The id in lower-case hex; empty for what is no diff of git's form.</summary>
    /// <param name="diff">A diff with LF line ends.</param>
    public static string Of(string diff)
    {
        var hash = new Sha1();
        Span<byte> sum = stackalloc byte[Length];
        var reading = new PatchReading();
        var isAny = false;
        for (var at = 0; at < diff.Length;)
        {
            var line = DiffLine.At(diff, at, out at);
            if (!isAny && !line.StartsWith("diff ")) continue;
            isAny = true;
            var step = reading.Take(line);
            if (step == PatchStep.End) break;
            if (step == PatchStep.NextFile) Flush(hash, sum);
            if (step is PatchStep.Line or PatchStep.NextFile) Append(hash, line);
            if (step != PatchStep.Binary) continue;
            Append(hash, reading.Blobs);
            Flush(hash, sum);
        }

        Flush(hash, sum);
        return isAny ? Convert.ToHexStringLower(sum) : "";
    }

    private static void Append(Sha1 hash, ReadOnlySpan<char> line)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(line.Length));
        var length = 0;
        foreach (var b in bytes.AsSpan(0, Encoding.UTF8.GetBytes(line, bytes)))
        {
            if (b is not ((byte)' ' or (>= 9 and <= 13))) bytes[length++] = b;
        }

        hash.Append(bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
    }

    // The hashes of the files are added up byte by byte with carry, so that their order says nothing.
    private static void Flush(Sha1 hash, Span<byte> sum)
    {
        Span<byte> one = stackalloc byte[Length];
        hash.Finish(one);
        var carry = 0;
        for (var i = 0; i < Length; i++)
        {
            carry += sum[i] + one[i];
            sum[i] = (byte)carry;
            carry >>= 8;
        }
    }
}

/// <summary>What a line of a diff means for its id.</summary>
internal enum PatchStep
{
    /// <summary>Nothing.</summary>
    Skip = 0,

    /// <summary>It counts.</summary>
    Line = 1,

    /// <summary>It counts, and begins another file.</summary>
    NextFile = 2,

    /// <summary>The file is binary: the names of its blobs count.</summary>
    Binary = 3,

    /// <summary>The diff ends before it.</summary>
    End = 4,
}

/// <summary>Where in a diff git's patch-id is.</summary>
internal ref struct PatchReading()
{
    private bool isHeader = true;
    private bool isBinary;
    private int before;
    private int after;

    /// <summary>The names of the blobs of the file at hand, one after the other.</summary>
    public string Blobs { get; private set; } = "";

    /// <summary>Takes a line.</summary>
    public PatchStep Take(ReadOnlySpan<char> line)
    {
        if (line.Length > 12 && line.StartsWith("\\ ")) return PatchStep.Skip;
        if (isHeader && TakeHeader(line) is { } step) return step;
        if (isBinary)
        {
            // git passes over the first line of the file that follows, too.
            if (line.StartsWith("diff ")) (isBinary, isHeader) = (false, true);
            return PatchStep.Skip;
        }

        var isNext = false;
        if (!isHeader && before == 0 && after == 0)
        {
            if (line.StartsWith("@@ -"))
            {
                DiffLine.TryReadHunk(line, out before, out after);
                return PatchStep.Skip;
            }

            if (!line.StartsWith("diff ")) return PatchStep.End;
            isNext = isHeader = true;
        }

        if (line is ['-' or ' ', ..]) before--;
        if (line is ['+' or ' ', ..]) after--;
        return isNext ? PatchStep.NextFile : PatchStep.Line;
    }

    private PatchStep? TakeHeader(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("GIT binary patch") || line.StartsWith("Binary files"))
        {
            (isHeader, isBinary) = (false, true);
            return PatchStep.Binary;
        }

        if (line.StartsWith("index "))
        {
            Blobs = DiffBlobs.TryRead(line, out var old, out var now) ? string.Concat(old, now) : "";
            return PatchStep.Skip;
        }

        if (line.StartsWith("--- ")) (isHeader, before, after) = (false, 1, 1);
        else if (line.IsEmpty || !char.IsAsciiLetter(line[0])) return PatchStep.End;
        return null;
    }
}
