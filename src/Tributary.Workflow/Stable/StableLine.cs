using System.Collections.Immutable;
using Tributary.Patches;
using Tributary.Policy;

namespace Tributary.Workflow;

/// <summary>The mail command that asks for stable kernels: <c>stable: 6.6 6.1</c>, or to a bot <c>pw-bot: stable 6.6 6.1</c> (STB-4). Pure.</summary>
public static class StableLine
{
    private const string Begin = "stable: ";

    /// <summary>Understands a line.</summary>
    /// <returns>Null when it asks for no stable kernel, or the profile serves none.</returns>
    public static MailCommand? Understand(CommandLine line, Profile profile)
    {
        if (profile.Stable is null) return null;
        if (line.Bot == CommandReader.Stable) return Of(line.Text);
        if (!profile.Commands.Bots.Contains(line.Bot) || !line.Text.StartsWith(CommandReader.Stable, StringComparison.OrdinalIgnoreCase)) return null;
        var rest = line.Text[CommandReader.Stable.Length..];
        return rest is [':' or ' ' or '\t', ..] ? Of(rest[1..]) : null;
    }

    /// <summary>The branches of such a command by its word, as it is kept: none where all are meant; null for the word of another command.</summary>
    public static ImmutableArray<string>? BranchesOf(string word) => word.StartsWith(Begin, StringComparison.Ordinal) ? AskedBranches.Read(word[Begin.Length..]) : null;

    private static MailCommand? Of(string text) =>
        AskedBranches.Read(text) is { } branches ? new(Begin + (branches.IsEmpty ? "all" : string.Join(' ', branches)), Means: null, Suggestion: null) { Stable = branches } : null;
}
