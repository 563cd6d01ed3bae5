using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>Who owes the next move of a series (SUB-6). The numbers are stored.</summary>
public enum Owing
{
    /// <summary>Nobody: it is decided, superseded, on hold or in the archive.</summary>
    Nobody = 0,

    /// <summary>A maintainer: to answer, to decide, to apply.</summary>
    Maintainer = 1,

    /// <summary>The sender: he was answered, or a respin is asked for, or patches are missing.</summary>
    Sender = 2,

    /// <summary>The tests: they run.</summary>
    Ci = 3,
}

/// <summary>Their slugs.</summary>
public static class Owings
{
    private static readonly ImmutableArray<string> Slugs = ["nobody", "maintainer", "sender", "ci"];

    extension(Owing owing)
    {
        /// <summary>The slug, e.g. <c>maintainer</c>.</summary>
        public string Slug => Slugs[(int)owing];
    }

    /// <summary>Who a slug means, in any case.</summary>
    public static bool TryParse(string slug, out Owing owing)
    {
        var index = Slugs.IndexOf(slug.ToLowerInvariant());
        owing = index < 0 ? Owing.Nobody : (Owing)index;
        return index >= 0;
    }
}
