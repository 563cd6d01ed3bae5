namespace Tributary.Server;

/// <summary>Whether a source is read again from its start, since the place up to which it was read is gone.</summary>
[Flags]
public enum AnewReading
{
    /// <summary>It is read on from that place.</summary>
    None = 0,

    /// <summary>It is read again: what it holds is noted.</summary>
    Reading = 1,

    /// <summary>That begins: nothing is noted yet.</summary>
    Begins = 2,

    /// <summary>It is read to its end, and nothing was missing: what it held before and was not seen is its own no more.</summary>
    Ends = 4,
}
