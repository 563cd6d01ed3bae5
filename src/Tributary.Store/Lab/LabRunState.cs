namespace Tributary.Store;

/// <summary>How far a run is.</summary>
public enum LabRunState
{
    /// <summary>It waits for a worker.</summary>
    Queued,

    /// <summary>A worker has it.</summary>
    Running,

    /// <summary>It has a result.</summary>
    Done,

    /// <summary>It is not made: a newer version is here.</summary>
    Dropped,
}
