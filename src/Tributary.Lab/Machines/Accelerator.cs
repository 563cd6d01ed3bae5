namespace Tributary.Lab;

/// <summary>How a machine runs.</summary>
public enum Accelerator
{
    /// <summary>KVM where a boot shows that it works, else TCG.</summary>
    Auto,

    /// <summary>By the processor.</summary>
    Kvm,

    /// <summary>By translation: slower, and works everywhere.</summary>
    Tcg,
}
