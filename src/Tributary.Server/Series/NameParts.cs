namespace Tributary.Server;

/// <summary>A name such as <c>[bpf-next,v3,2/7] bpf: a title</c> taken apart for the eye.</summary>
internal static class NameParts
{
    /// <summary>The prefix with its brackets, which may be empty, and the title, which never is.</summary>
    public static (string Prefix, string Title) Split(string name)
    {
        if (string.IsNullOrWhiteSpace(name)) return ("", "(no subject)");
        var end = name.StartsWith('[') ? name.IndexOf(']', StringComparison.Ordinal) : -1;
        return end < 0 || string.IsNullOrWhiteSpace(name[(end + 1)..]) ? ("", name) : (name[..(end + 1)], name[(end + 1)..].Trim());
    }
}
