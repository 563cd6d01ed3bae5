using System.Collections.Immutable;
using System.Diagnostics;

namespace Tributary.Policy;

/// <summary>The profiles that come with the program: profiles/*.yaml, embedded.</summary>
public static class BuiltInProfiles
{
    private const string Folder = "profiles/";

    /// <summary>The one that is taken when none is named.</summary>
    public const string Default = "bpf";

    /// <summary>Their names, sorted.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        .. typeof(BuiltInProfiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Select(name => name[Folder.Length..]).Order(StringComparer.Ordinal),
    ];

    /// <summary>The profile of a name, or null. Each call reads it anew, which takes a few milliseconds: keep it. (A test reads all of each: nothing is wrong in them.)</summary>
    public static Profile? Find(string name)
    {
        using var stream = typeof(BuiltInProfiles).Assembly.GetManifestResourceStream(Folder + name);
        if (stream is null) return null;

        using var text = new StreamReader(stream);
        return ProfileReader.ReadAsAsked(text.ReadToEnd(), $"{Folder}{name}.yaml") switch
        {
            ProfileReading.Done done => done.Profile,
            ProfileReading.Wrong wrong => throw new UnreachableException(wrong.Message),
            _ => throw new UnreachableException(),
        };
    }
}
