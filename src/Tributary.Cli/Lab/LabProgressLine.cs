using System.Globalization;
using Tributary.Lab;

namespace Tributary.Cli;

/// <summary>Shows how far a run is while a person watches: a line that is written anew. Silent in a pipe.</summary>
internal sealed class LabProgressLine : IProgress<RunProgress>
{
    private const string Back = "\r\u001b[K";

    private readonly bool _isWatched = !Console.IsErrorRedirected;

    /// <summary>What is being done.</summary>
    public void Tell(string line)
    {
        if (_isWatched) Console.Error.Write($"{Back}{TerminalText.Line(line)}\n");
    }

    /// <summary>A test that was told of.</summary>
    public void Report(RunProgress value)
    {
        if (!_isWatched) return;

        var text = string.Create(CultureInfo.InvariantCulture, $"{value.Tests} tests, {TerminalText.Line(value.Last)}");
        Console.Error.Write($"{Back}{text[..Math.Min(text.Length, Math.Max(Console.WindowWidth - 1, 20))]}");
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        if (_isWatched) Console.Error.Write(Back);
    }
}
