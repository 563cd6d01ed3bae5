namespace Tributary.Store;

/// <summary>Who goes first where several want to write.</summary>
public enum WritePriority
{
    /// <summary>A person waits: goes before all bulk work, and is on the disk when it is committed.</summary>
    Interactive,

    /// <summary>A batch of an import: waits for people; is on the disk after <see cref="Writer.MakeDurableAsync"/>.</summary>
    Bulk,
}
