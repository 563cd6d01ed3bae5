namespace Tributary.Workflow;

/// <summary>The tree that somebody said by hand. It is kept as one text: the tree's name, and on a second line who said it and why.</summary>
/// <param name="Tree">The tree's name; null for none of ours.</param>
/// <param name="Why">Who said it and why, e.g. <c>mara: it needs what is in net</c>; empty where nobody wrote that down.</param>
public sealed record TreeByHand(string? Tree, string Why)
{
    private const string Before = "By hand, ";
    private const string Unsaid = "Somebody who may decide said so.";

    /// <summary>Why the series is for it: a sentence.</summary>
    public string Reason => Why.Length == 0 ? Unsaid : $"{Before}{Why.TrimEnd('.')}.";

    /// <summary>True for the reason of a tree that was said by hand.</summary>
    public static bool IsReason(string reason) => reason == Unsaid || reason.StartsWith(Before, StringComparison.Ordinal);

    /// <summary>Who said it and why, on one line.</summary>
    /// <param name="who">The user name; null: he who runs the machine.</param>
    /// <param name="why">His words; empty for none.</param>
    public static string Tell(string? who, string? why)
    {
        var words = (why ?? "").ReplaceLineEndings(" ").Trim();
        return words.Length == 0 ? "" : $"{who ?? "the administrator"}: {words}";
    }

    /// <summary>The text that is kept.</summary>
    public string Write() => Why.Length == 0 ? Tree ?? "" : $"{Tree}\n{Why}";

    /// <summary>Reads what was kept.</summary>
    public static TreeByHand Read(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var tree = end < 0 ? text : text[..end];
        return new(tree.Length == 0 ? null : tree, end < 0 ? "" : text[(end + 1)..]);
    }
}
