namespace Tributary.Server;

/// <summary>A name such as <c>[bpf-next,v3,2/7] bpf: a title</c> taken apart for the eye.</summary>
internal static class NameParts
{
    /// <summary>The prefix with its brackets and Re:, which may be empty, and the title, which never is.</summary>
    public static (string Prefix, string Title) Split(string name)
    {
        if (string.IsNullOrWhiteSpace(name)) return ("", "(no subject)");
        var begin = name.StartsWith("Re: ", StringComparison.OrdinalIgnoreCase) ? 4 : 0;
        var end = name.AsSpan(begin).StartsWith("[") ? name.IndexOf(']', StringComparison.Ordinal) : begin - 1;
        return end < begin - 1 || string.IsNullOrWhiteSpace(name[(end + 1)..]) ? ("", name) : (name[..(end + 1)].Trim(), name[(end + 1)..].Trim());
    }

    /// <summary>What a prefix says beyond tree, version and number, which a list shows in columns of their own: RFC, RESEND, names of areas.</summary>
    /// <param name="prefix">The prefix with its brackets.</param>
    /// <param name="tree">The tree, or null.</param>
    public static string Rest(string prefix, string? tree) => !prefix.StartsWith('[') ? prefix
        : string.Join(", ", prefix.Trim('[', ']').Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(word => !IsInColumn(word, tree)));

    private static bool IsInColumn(string word, string? tree) => word.Equals(tree, StringComparison.OrdinalIgnoreCase)
        || (word[0] is 'v' or 'V' && word.Length > 1 && word.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0)
        || (word.Contains('/', StringComparison.Ordinal) && word.AsSpan().IndexOfAnyExceptInRange('/', '9') < 0);
}
