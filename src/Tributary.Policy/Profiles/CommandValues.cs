using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>Mail commands (SUB-5): to whom they speak, and what their words mean.</summary>
public sealed record CommandValues
{
    /// <summary>The names of the bot, lower case; without any, mail commands nothing.</summary>
    public ImmutableArray<string> Bots { get; init; } = [];

    /// <summary>The words of each state, the one to teach first: lower case, with dashes in place of blanks.</summary>
    public ImmutableArray<StateWords> States { get; init; } = [];
}

/// <summary>The words that mean a state.</summary>
/// <param name="State">Its slug.</param>
/// <param name="Words">The words, the one to teach first.</param>
public sealed record StateWords(string State, ImmutableArray<string> Words);
