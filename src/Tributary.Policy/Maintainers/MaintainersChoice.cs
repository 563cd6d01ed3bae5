namespace Tributary.Policy;

/// <summary>What is asked of a MAINTAINERS file; the script's own settings are the default.</summary>
public sealed record MaintainersChoice
{
    /// <summary>Lists that only subscribers may write to, too.</summary>
    public bool WithSubscriberLists { get; init; }

    /// <summary>K patterns.</summary>
    public bool WithKeywords { get; init; } = true;

    /// <summary>Who signed the commits of <c>Fixes:</c> lines.</summary>
    public bool WithFixes { get; init; } = true;

    /// <summary>The history of every file.</summary>
    public bool WithHistory { get; init; }

    /// <summary>The history of files for which no section with maintainers stands exactly.</summary>
    public bool WithFallback { get; init; } = true;

    /// <summary>Chief penguins.</summary>
    public bool WithChiefPenguins { get; init; }

    /// <summary>Sections whose pattern is this many folders above the file, or more, do not count; 0: all do.</summary>
    public int PatternDepth { get; init; }
}

/// <summary>The source tree beside a MAINTAINERS file, as far as the search asks about it.</summary>
/// <param name="HasFolder">Whether a path is a folder.</param>
/// <param name="Read">The bytes of a file, or null.</param>
public sealed record SourceTree(Func<string, bool> HasFolder, Func<string, byte[]?> Read)
{
    /// <summary>A tree of which nothing is known.</summary>
    public static SourceTree None { get; } = new(static _ => false, static _ => null);

    /// <summary>Its <c>.mailmap</c>.</summary>
    public Mailmap Mailmap { get; init; } = Mailmap.Empty;

    /// <summary>The lines of its <c>.get_maintainer.ignore</c>: whom the history does not name.</summary>
    public IReadOnlySet<string> Ignored { get; init; } = new HashSet<string>();
}
