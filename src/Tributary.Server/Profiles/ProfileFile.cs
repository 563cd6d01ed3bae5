using Tributary.Policy;

namespace Tributary.Server;

/// <summary>
/// A profile by its name: a built-in one, or a YAML file of one's own. A project remembers the full path of its file, so that a change of the file
/// holds from the next start on.
/// </summary>
public static class ProfileFile
{
    private const int LargestFile = 1 << 20;

    /// <summary>The name under which a project remembers a profile: the built-in's name, or the full path of the file.</summary>
    /// <param name="given">As the user named it.</param>
    public static string NameOf(string given) => IsFile(given) ? Path.GetFullPath(given) : given;

    /// <summary>The profile of a name or file, or null where no built-in one has the name.</summary>
    /// <param name="name">A name, or the path of a .yaml file.</param>
    /// <exception cref="ProfileException">The file is missing or wrong.</exception>
    public static Profile? Find(string name)
    {
        if (!IsFile(name)) return BuiltInProfiles.Find(name);
        var file = new FileInfo(name);
        if (!file.Exists) throw new ProfileException($"{name}: there is no such profile; check the path");
        if (file.Length > LargestFile) throw new ProfileException($"{name}: a profile is not as large as this");

        using var text = file.OpenText();
        return ProfileReader.Read(text, name) switch
        {
            ProfileReading.Done done => done.Profile,
            ProfileReading.Wrong wrong => throw new ProfileException(wrong.Message),
            var other => throw new ProfileException($"{name}: {other}"),
        };
    }

    private static bool IsFile(string name) =>
        name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A profile of one's own is missing or wrong.</summary>
/// <param name="message">One line: file, line, what is wrong.</param>
public sealed class ProfileException(string message) : Exception(message);
