using System.Collections.Immutable;
using System.Text;

namespace Tributary.Git;

/// <summary>A worktree of ours: with only the files that are needed in it.</summary>
/// <param name="Folder">Where it is.</param>
public sealed record Worktree(string Folder)
{
    /// <summary>Runs a git in it.</summary>
    /// <param name="room">A committer and the like; its folder is set.</param>
    /// <param name="arguments">The command and its arguments.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <param name="input">Standard input.</param>
    public Task<GitResult> RunAsync(GitRoom room, ImmutableArray<string> arguments, CancellationToken cancel, ReadOnlyMemory<byte> input = default) =>
        GitProgram.RunInAsync(room with { Folder = Folder }, null, arguments, input, cancel);

    /// <summary>Puts these files and no others into it.</summary>
    public async Task ShowAsync(ImmutableArray<string> paths, CancellationToken cancel)
    {
        // A pattern for nothing, so that without files none is shown.
        var patterns = string.Concat(paths.Select(static path => $"/{Escape(path)}\n").Prepend("/.none\n"));
        (await RunAsync(GitRoom.Plain, ["sparse-checkout", "set", "--no-cone", "--stdin"], cancel, Encoding.UTF8.GetBytes(patterns))).OrThrow($"choosing the files of {Folder}");
        (await RunAsync(GitRoom.Plain, ["checkout", "--quiet", "--detach"], cancel)).OrThrow($"writing the files of {Folder}");
    }

    private static string Escape(string path)
    {
        var text = new StringBuilder();
        foreach (var letter in path.Where(static letter => letter is not ('\n' or '\r')))
        {
            if (letter is '*' or '?' or '[' or ']' or '\\' or ' ' or '!' or '#') text.Append('\\');
            text.Append(letter);
        }

        return text.ToString();
    }
}
