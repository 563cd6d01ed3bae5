using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>Whether a series fits on its tree (PFX-3). The numbers are stored.</summary>
public enum AppliesResult
{
    /// <summary>It fits as it is.</summary>
    Clean = 0,

    /// <summary>It fits once git looks at what the files were when it was made.</summary>
    ThreeWay = 1,

    /// <summary>A patch does not fit.</summary>
    Conflict = 2,

    /// <summary>The tree has the change already.</summary>
    There = 3,

    /// <summary>git cannot read a patch of it.</summary>
    Unreadable = 4,
}

/// <summary>The slugs of <see cref="AppliesResult"/>.</summary>
public static class AppliesResults
{
    private static readonly ImmutableArray<string> Slugs = ["clean", "three-way", "conflict", "there", "unreadable"];

    extension(AppliesResult result)
    {
        /// <summary>The slug, e.g. <c>three-way</c>.</summary>
        public string Slug => Slugs[(int)result];

        /// <summary>True when it can be applied without a hand.</summary>
        public bool Fits => result is AppliesResult.Clean or AppliesResult.ThreeWay;
    }
}
