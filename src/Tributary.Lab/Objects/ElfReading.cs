namespace Tributary.Lab;

/// <summary>How the reading of an object file ended.</summary>
public abstract record ElfReading
{
    private ElfReading()
    {
    }

    /// <summary>It is one.</summary>
    public sealed record Done(ElfFile File) : ElfReading;

    /// <summary>It is none, or it is damaged.</summary>
    /// <param name="Why">One clause: what is wrong, and where.</param>
    public sealed record Wrong(string Why) : ElfReading;
}
