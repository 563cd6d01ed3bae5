using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>A command of a mail, understood.</summary>
/// <param name="Word">The word as written, lower case.</param>
/// <param name="Means">The state that it means; of a word that is none, the state that was probably meant; null where nobody can tell.</param>
/// <param name="Suggestion">The word that was probably meant, where this one is none and is like it; else null.</param>
public sealed record MailCommand(string Word, PatchState? Means, string? Suggestion)
{
    /// <summary>The branches that it asks for, none where all are meant that need it; null for a command that asks for no stable kernel.</summary>
    public ImmutableArray<string>? Stable { get; init; }

    /// <summary>True for a word of the profile: it can be carried out.</summary>
    public bool IsKnown => (Means is not null || Stable is not null) && Suggestion is null;
}
