namespace Tributary.Patches;

/// <summary>What a person can say of messages. The numbers are stored.</summary>
public enum RelinkKind
{
    /// <summary>These messages are one series.</summary>
    OneSeries = 0,

    /// <summary>These messages are a series of their own.</summary>
    SplitOff = 1,

    /// <summary>This series is a later version of that one.</summary>
    Versions = 2,

    /// <summary>These series are no versions of each other.</summary>
    NotVersions = 3,
}
