using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Workflow;

namespace Tributary.Git;

/// <summary>Reads many commits with their messages by one git, in a stream: memory does not grow with the history.</summary>
public static class CommitLog
{
    private const int BufferBytes = 1024 * 1024;
    private const string Format = "--format=%H %P%n%an%n%ae%n%at %ct%n%B";

    /// <summary>The commits of some tips that others lack, the newest first, each once.</summary>
    /// <param name="repository">The git folder.</param>
    /// <param name="tips">What is walked from.</param>
    /// <param name="without">What is known already, with all it is built on.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <exception cref="GitException">git failed.</exception>
    public static IEnumerable<LoggedCommit> Read(string repository, ImmutableArray<CommitId> tips, ImmutableArray<CommitId> without, CancellationToken cancel)
    {
        if (tips.IsEmpty) yield break;
        using var git = GitProgram.Start(repository, ["log", "-z", "--no-color", "--no-show-signature", "--no-notes", "--encoding=UTF-8", Format, "--stdin"]);
        try
        {
            var error = git.StandardError.ReadToEndAsync(cancel);
            foreach (var tip in tips) git.StandardInput.Write($"{tip.Hex}\n");
            foreach (var tip in without) git.StandardInput.Write($"^{tip.Hex}\n");
            git.StandardInput.Close();
            var stream = git.StandardOutput.BaseStream;
            var buffer = new byte[BufferBytes];
            int start = 0, end = 0;
            while (true)
            {
                cancel.ThrowIfCancellationRequested();
                int length;
                while ((length = buffer.AsSpan(start..end).IndexOf((byte)0)) >= 0)
                {
                    if (TryParse(buffer.AsSpan(start, length), out var commit)) yield return commit!;
                    start += length + 1;
                }

                buffer.AsSpan(start..end).CopyTo(buffer);
                (start, end) = (0, end - start);
                if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
                var read = stream.Read(buffer.AsSpan(end));
                if (read == 0) break;
                end += read;
            }

            if (end > 0 && TryParse(buffer.AsSpan(0, end), out var last)) yield return last!;
            git.WaitForExit();
            if (git.ExitCode != 0) throw new GitException($"reading the commits of {repository} failed: {GitResult.LastWords(error.GetAwaiter().GetResult())}");
        }
        finally
        {
            GitProgram.Kill(git);
        }
    }

    private static bool TryParse(ReadOnlySpan<byte> bytes, out LoggedCommit? commit)
    {
        commit = null;
        var text = Encoding.UTF8.GetString(bytes).AsSpan();
        var names = Line(ref text);
        var name = Line(ref text);
        var email = Line(ref text);
        var times = Line(ref text);
        if (names.Length < 40 || times.IndexOf(' ') is not (> 0 and var blank)) return false;
        var ids = ImmutableArray.CreateBuilder<CommitId>(2);
        foreach (var word in names.Split(' '))
        {
            if (CommitId.TryParse(names[word].ToString(), out var id)) ids.Add(id);
        }

        commit = new(ids[0], [.. ids.Skip(1)], new(name.ToString(), email.ToString()), Number(times[..blank]), Number(times[(blank + 1)..]), CommitText.Read(text));
        return true;
    }

    private static ReadOnlySpan<char> Line(ref ReadOnlySpan<char> text)
    {
        var end = text.IndexOf('\n');
        var line = end < 0 ? text : text[..end];
        text = end < 0 ? default : text[(end + 1)..];
        return line;
    }

    private static long Number(ReadOnlySpan<char> text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
