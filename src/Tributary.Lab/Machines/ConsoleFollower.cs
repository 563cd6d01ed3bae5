using System.Text;

namespace Tributary.Lab;

/// <summary>Follows a console as it grows: keeps it, and tells of tests when their verdicts come.</summary>
/// <param name="nonce">The run's nonce.</param>
/// <param name="progress">Is told how far it is; or null.</param>
internal sealed class ConsoleFollower(string nonce, IProgress<RunProgress>? progress)
{
    private readonly StringBuilder _console = new();
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly char[] _chars = new char[64 * 1024 + 16];
    private int _lineAt;
    private int _told;

    /// <summary>True once the start marker has come.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>True once the end marker has come.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The console so far.</summary>
    public string Text => _console.ToString();

    /// <summary>Takes what was printed.</summary>
    public void Take(ReadOnlySpan<byte> bytes)
    {
        _console.Append(_chars, 0, _decoder.GetChars(bytes, _chars, flush: false));
        var text = _console.ToString(_lineAt, _console.Length - _lineAt);
        if (text.LastIndexOf('\n') is var end and >= 0)
        {
            _lineAt += end + 1;
            foreach (var line in ConsoleLines.Of(text.AsSpan(0, end))) Take(line);
        }
        else if (text.Length > 64 * 1024)
        {
            // No line is so long.
            _lineAt = _console.Length;
        }
    }

    private void Take(ConsoleLine line)
    {
        if (line.IsKernel) return;

        if (line.Text.StartsWith(RunMarkers.Start, StringComparison.Ordinal) && RunMarkers.Field(line.Text, "id") == nonce) HasStarted = true;
        else if (line.Text.StartsWith(RunMarkers.Exit, StringComparison.Ordinal) && RunMarkers.Field(line.Text, "id") == nonce) HasEnded = true;
        else if (HasStarted && !HasEnded && TestLine.Read(line.Text) is { } test) progress?.Report(new(++_told, $"#{test.Number} {test.Name}"));
    }
}

/// <summary>How far a run is.</summary>
/// <param name="Tests">Tests so far.</param>
/// <param name="Last">The one that was told of last.</param>
public sealed record RunProgress(int Tests, string Last);
