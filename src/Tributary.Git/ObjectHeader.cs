namespace Tributary.Git;

/// <summary>What <c>git cat-file</c> answers before an object's bytes.</summary>
/// <param name="Kind">Whether it is there, and what it is.</param>
/// <param name="Size">Its bytes; 0 when it is missing.</param>
public readonly record struct ObjectHeader(ObjectKind Kind, long Size);

/// <summary>The kinds of answers of <c>git cat-file</c>.</summary>
public enum ObjectKind
{
    /// <summary>git has ended: the object asked for could not be read, or git was killed.</summary>
    Ended,

    /// <summary>There is no such object, or no such path in it.</summary>
    Missing,

    /// <summary>The bytes of a file.</summary>
    Blob,

    /// <summary>A list of files.</summary>
    Tree,

    /// <summary>A commit.</summary>
    Commit,

    /// <summary>An annotated tag.</summary>
    Tag,
}
