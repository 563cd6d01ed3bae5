using System.Globalization;

namespace Tributary.Workflow;

/// <summary>A branch as the index has it.</summary>
/// <param name="Number">0 for mainline.</param>
/// <param name="Name">E.g. <c>linux-6.6.y</c>.</param>
/// <param name="Base">The release of mainline that it begins at, e.g. <c>v6.6</c>; null for mainline.</param>
/// <param name="Last">Its newest release; null before the first.</param>
/// <param name="Tip">Its newest commit.</param>
public sealed record BranchFacts(int Number, string Name, string? Base, string? Last, CommitId Tip)
{
    /// <summary>The name people say: <c>6.6</c> for <c>linux-6.6.y</c>, else the name.</summary>
#pragma warning disable CA1720 // What people call it; no number is meant.
    public string Short => ShortName(Name);
#pragma warning restore CA1720

    /// <summary>True for mainline.</summary>
    public bool IsMainline => Number == 0;

    /// <summary><c>6.6</c> of <c>linux-6.6.y</c>, <c>6.6.y</c>, <c>6.6</c>; other names as they are.</summary>
    public static string ShortName(string branch)
    {
        var name = branch.StartsWith("linux-", StringComparison.OrdinalIgnoreCase) ? branch["linux-".Length..] : branch;
        return name.EndsWith(".y", StringComparison.OrdinalIgnoreCase) ? name[..^2] : name;
    }

    /// <summary>A key that sorts branches, the newest first.</summary>
    public static string SortKey(string branch) => string.Concat(ShortName(branch).Split('.').Select(static part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (99999 - number).ToString("D5", CultureInfo.InvariantCulture) : part));
}
