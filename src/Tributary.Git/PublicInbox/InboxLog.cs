using System.Buffers;
using System.Diagnostics;

namespace Tributary.Git;

/// <summary>What the commits of a range do, oldest first, as a running <c>git log</c> lists it.</summary>
internal sealed class InboxLog(string repository, string range) : IDisposable
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private readonly Process _git = GitProgram.Start(repository,
    [
        "log", "--raw", "--no-abbrev", "--first-parent", "-m", "--reverse", "--no-renames", "--no-show-signature", "--no-ext-diff",
        "--no-notes", "--no-color", "--format=commit %H", range, "--",
    ]);

    /// <summary>After the end of <see cref="Read"/>: what git complained of, or null when the list is whole.</summary>
    public string? Failure { get; private set; }

    /// <summary>The changes; after the last one see <see cref="Failure"/>.</summary>
    public IEnumerable<InboxChange> Read()
    {
        var error = _git.StandardError.ReadToEndAsync();
        var commit = "";
        while (_git.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith("commit ", StringComparison.Ordinal)) commit = line[7..];
            else if (line.StartsWith(':'))
            {
                foreach (var change in Parse(line, commit)) yield return change;
            }
        }

        _git.WaitForExit();
        if (_git.ExitCode != 0) Failure = GitResult.LastWords(error.GetAwaiter().GetResult());
    }

    /// <inheritdoc />
    public void Dispose()
    {
        GitProgram.Kill(_git);
        _git.Dispose();
    }

    /// <summary>
    /// One line of <c>--raw</c>: <c>:MODE MODE OLD NEW LETTER⇥PATH</c>. Version 2 keeps the newest mail as <c>m</c>, or the one it deletes as
    /// <c>d</c>; version 1 keeps all mails, each at <c>xx/</c> and 38 hexadecimal digits, where an edit replaces one in its place.
    /// </summary>
    private static IEnumerable<InboxChange> Parse(string line, string commit)
    {
        var tab = line.IndexOf('\t');
        var fields = line[..tab].Split(' ');
        var (old, now, letter, path) = (fields[2], fields[3], fields[4][0], line[(tab + 1)..]);
        if (path is "m" or "d")
        {
            if (letter != 'D') yield return new(path == "m" ? InboxItemKind.Added : InboxItemKind.Deleted, commit, now);
        }
        else if (path is [_, _, '/', ..] && path.Length == 41 && path.AsSpan(3).IndexOfAnyExcept(HexDigits) < 0)
        {
            if (letter != 'A') yield return new(InboxItemKind.Deleted, commit, old);
            if (letter != 'D') yield return new(InboxItemKind.Added, commit, now);
        }
    }
}
