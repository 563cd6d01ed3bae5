namespace Tributary.Cli;

/// <summary>A mail file of the user's that is rewritten.</summary>
internal static class MailFile
{
    /// <summary>Puts other content in its place, whole or not at all: a full disk must not cost somebody a patch. A link stays one, and the mode stays.</summary>
    /// <param name="name">The file.</param>
    /// <param name="content">What it is to hold.</param>
    public static void Replace(string name, ReadOnlySpan<byte> content)
    {
        var path = File.ResolveLinkTarget(name, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(name);
        // Under a name that nobody has: what stands beside it is the user's, too.
        var beside = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            using (var file = new FileStream(beside, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = File.GetUnixFileMode(path) })) file.Write(content);
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
