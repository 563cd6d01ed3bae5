using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>What a sender asks of the tracker by Patchwork's headers.</summary>
/// <param name="IsIgnored"><c>X-Patchwork-Hint: ignore</c>: the mail is not for the tracker.</param>
/// <param name="State"><c>X-Patchwork-State</c>: the name of the state that a patch starts with, or null.</param>
/// <param name="Delegate"><c>X-Patchwork-Delegate</c>: the address of the user who is to handle a patch, in lower case, or null.</param>
/// <param name="NeedsAction"><c>X-Patchwork-Action-Required</c>, with any value: a reply that is to be dealt with.</param>
public sealed record PatchworkHints(bool IsIgnored, string? State, string? Delegate, bool NeedsAction)
{
    private const int LongestValue = 254;

    /// <summary>The hints of a message; null for nearly all, which have none.</summary>
    public static PatchworkHints? Of(Message message)
    {
        var hints = new PatchworkHints(
            string.Equals(Find(message, "X-Patchwork-Hint"), "ignore", StringComparison.OrdinalIgnoreCase),
            Find(message, "X-Patchwork-State"),
            Find(message, "X-Patchwork-Delegate")?.ToLowerInvariant(),
            message.FindHeader("X-Patchwork-Action-Required") is not null);
        return hints is { IsIgnored: false, State: null, Delegate: null, NeedsAction: false } ? null : hints;
    }

    private static string? Find(Message message, string name) => message.FindHeader(name)?.Trim() is { Length: > 0 and <= LongestValue } value ? value : null;
}
