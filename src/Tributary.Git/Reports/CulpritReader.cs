using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Policy;

namespace Tributary.Git;

/// <summary>Reads from a repository who made, signed off and reviewed a commit.</summary>
public static class CulpritReader
{
    private static readonly string[] Counted = ["Signed-off-by:", "Reviewed-by:", "Acked-by:", "Tested-by:", "Reported-by:"];

    /// <summary>The commit; null where the repository has none of this name.</summary>
    /// <param name="repository">The git folder.</param>
    /// <param name="name">The commit, as somebody names it.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <exception cref="GitException">git could not be started.</exception>
    public static async Task<Culprit?> FindAsync(string repository, string name, CancellationToken cancel)
    {
        if (name.StartsWith('-')) return null;
        var result = await GitProgram.RunAsync(repository, ["log", "-1", "--no-color", "--format=%H%x00%an <%ae>%x00%s%x00%b", "--end-of-options", $"{name}^{{commit}}", "--"], cancel);
        if (!result.IsSuccess || result.Text.Split('\0') is not [var id, var author, var title, var body]) return null;

        var people = new List<Mailbox> { Read(author) };
        foreach (var line in body.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (Array.Find(Counted, key => line.StartsWith(key, StringComparison.OrdinalIgnoreCase)) is { } key && line.Contains('@', StringComparison.Ordinal)) people.Add(Read(line[key.Length..]));
        }

        return new(id, title, [.. people.Where(static one => one.Address.Contains('@', StringComparison.Ordinal)).DistinctBy(static one => one.Address, StringComparer.OrdinalIgnoreCase)]);
    }

    private static Mailbox Read(string text)
    {
        var (open, close) = (text.IndexOf('<', StringComparison.Ordinal), text.IndexOf('>', StringComparison.Ordinal));
        return open >= 0 && close > open ? new(text[..open].Trim(' ', '"'), text[(open + 1)..close].Trim()) : new("", text.Trim());
    }
}
