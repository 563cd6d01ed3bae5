namespace Tributary.Patches;

/// <summary>What a diff does to a file. The numbers are stored.</summary>
public enum DiffChange
{
    /// <summary>Lines or bytes change.</summary>
    Modified = 0,

    /// <summary>The file is new.</summary>
    Added = 1,

    /// <summary>The file goes.</summary>
    Deleted = 2,

    /// <summary>It gets another name, perhaps with changes.</summary>
    Renamed = 3,

    /// <summary>It is copied, perhaps with changes.</summary>
    Copied = 4,

    /// <summary>Only its mode changes.</summary>
    ModeChanged = 5,
}

/// <summary>One file of a diff.</summary>
/// <param name="Path">Its path after the change (before it for a deletion), without <c>a/</c> and <c>b/</c>.</param>
/// <param name="OldPath">Its path before, where that differs; else the same.</param>
/// <param name="Change">What happens to it.</param>
/// <param name="Added">Lines added.</param>
/// <param name="Removed">Lines removed.</param>
/// <param name="IsBinary">True for binary changes, which count no lines.</param>
public sealed record DiffFile(string Path, string OldPath, DiffChange Change, int Added, int Removed, bool IsBinary);
