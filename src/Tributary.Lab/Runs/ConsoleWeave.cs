using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>
/// Tells the lines of the guest and of the kernel apart. The kernel writes whole lines, and begins them wherever the guest's line is: what the guest had written of it goes on behind the kernel's.
/// </summary>
internal sealed class ConsoleWeave
{
    // The log of a system (RFC 3164) as it is shown: "Mar 02 12:00:00 host kernel: [    1.000000] …".
    private const string Logged = "kernel:";

    // The rest of what is longer is a line of its own.
    private const int LongestCut = 1024;

    // By these a line is known to be no rest of another.
    private static readonly string[] Begins = ["LAB-", "Summary: ", "TAP version ", "KTAP version ", "# ", "1.."];

    private readonly ImmutableArray<ConsoleLine>.Builder _lines = ImmutableArray.CreateBuilder<ConsoleLine>();
    private string? _cut;
    private bool _isTimed;

    /// <summary>Adds what stands between two ends of lines.</summary>
    public void Add(string line)
    {
        line = RecordedTime.Without(line);
        if (KernelTime.Find(line) is not { } time)
        {
            AddGuest(line);
            return;
        }

        _isTimed = true;
        if (time.At > 0 && !line.AsSpan(0, time.At).TrimEnd().EndsWith(Logged)) AddCut(line[..time.At]);
        // Two processors at once: the second wrote into the line of the first.
        var text = line[time.End..];
        for (; KernelTime.Find(text) is { } next; text = text[next.End..])
        {
            if (next.At > 0) _lines.Add(new(text[..next.At].TrimEnd(), true));
        }

        _lines.Add(new(text, true));
    }

    /// <summary>All of them.</summary>
    public ImmutableArray<ConsoleLine> End()
    {
        if (_cut is { } cut) _lines.Add(new(cut.TrimEnd(), false));
        _cut = null;
        return _isTimed ? _lines.ToImmutable() : KernelSplat.MarkUntimed(_lines);
    }

    private void AddCut(string begin) => _cut = _cut is { Length: < LongestCut } cut && !IsBegin(begin) ? cut + begin : Flushed(begin);

    private void AddGuest(string line)
    {
        if (_cut is { } cut && !IsBegin(line)) line = cut + line;
        else Flushed("");
        _cut = null;
        _lines.Add(new(line, false));
    }

    private string Flushed(string next)
    {
        if (_cut is { } cut) _lines.Add(new(cut.TrimEnd(), false));
        return next;
    }

    private static bool IsBegin(string line) => Array.Exists(Begins, begin => line.StartsWith(begin, StringComparison.Ordinal)) || TestLine.Read(line) is not null;
}
