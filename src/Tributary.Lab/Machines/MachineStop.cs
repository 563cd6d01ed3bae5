namespace Tributary.Lab;

/// <summary>Why a machine's console ended.</summary>
internal enum MachineStop
{
    /// <summary>The machine ended by itself.</summary>
    Ended,

    /// <summary>It printed nothing for too long.</summary>
    Silence,

    /// <summary>Its time was over.</summary>
    Time,

    /// <summary>It printed too much.</summary>
    Console,

    /// <summary>The start marker did not come in the time of a trial.</summary>
    NoTrial,
}
