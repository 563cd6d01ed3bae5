using System.Buffers;

namespace Tributary.Patches;

/// <summary>The words by which messages tell of upstream commits.</summary>
internal static class StatementWords
{
    /// <summary>A message without any of these states nothing.</summary>
    public static readonly SearchValues<string> Signs = SearchValues.Create(
        ["upstream", "mainline", "linus", "cherry", "backport", "back-port", "picked from"], StringComparison.OrdinalIgnoreCase);

    /// <summary>What mainline is called.</summary>
    public static readonly string[] Upstream = ["upstream", "ustream", "upsteam", "mainline", "linus' tree", "linus's tree", "linus tree", "linux.git", "torvalds/linux"];

    /// <summary>What may stand before a name of mainline.</summary>
    public static readonly string[] Prepositions = ["in ", "from ", "of ", "on ", "the "];

    /// <summary>What may follow a statement without brackets.</summary>
    public static readonly string[] Continuations = ["and ", "with ", "plus ", "adapted", "backported", "modified", "but with", "except", "minus ", "as-is", "verbatim", "unmodified"];

    /// <summary>How a statement that says by its first words what it is begins.</summary>
    public static readonly string[] BackportLeads =
    [
        "backport of ", "backport from ", "back-port of ", "backports ", "backport ", "backported from ", "back-ported from ", "backported ", "back-ported ", "backport: ",
    ];

    /// <summary>The same for a cherry-pick.</summary>
    public static readonly string[] PickLeads =
        ["cherry picked from ", "cherry-picked from ", "cherrypicked from ", "cherry picked ", "cherry-picked ", "cherry-pick of ", "cherry pick of ", "cherry-pick from ", "cherry pick from ", "cherry-pick ", "picked from "];

    /// <summary>Words before a lead that change nothing.</summary>
    public static readonly string[] Openings =
    [
        "this is a ", "this is an ", "this is the ", "this is ", "this patch is a ", "this patch is the ", "this commit is a ", "it is a ", "partial ", "manual ", "modified ", "minimal ", "trivial ",
        "adapted ", "simplified ", "straight ", "direct ", "clean ", "stable ", "adjusted ", "reduced ", "equivalent ", "partially ", "manually ",
    ];
}
