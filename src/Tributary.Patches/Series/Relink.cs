using System.Collections.Immutable;
using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>What a person said of messages of a cluster, against what the mail alone says. Of two that contradict each other the newer holds.</summary>
/// <param name="Number">Its number: a newer one has a greater number.</param>
/// <param name="Kind">What was said.</param>
public sealed record Relink(long Number, RelinkKind Kind)
{
    /// <summary>The messages that it names: of one series, the part that stays of a split, or the heads of two series, the later one first.</summary>
    public ImmutableArray<MessageId> Messages { get; init; } = [];

    /// <summary>Of a split the messages that are split off.</summary>
    public ImmutableArray<MessageId> SplitOff { get; init; } = [];

    /// <summary>Who said it, for the reason.</summary>
    public required string By { get; init; }

    /// <summary>Why, in his words; may be empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>A sentence that says who said it and why.</summary>
    public string Sentence => Reason.Length == 0 ? $"{By} said so." : $"{By} said so: {Reason}";
}
