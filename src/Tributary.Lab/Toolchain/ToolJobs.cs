namespace Tributary.Lab;

/// <summary>What tools are wanted for.</summary>
[Flags]
public enum ToolJobs
{
    /// <summary>Nothing that is a must.</summary>
    None = 0,

    /// <summary>Building and running the selftests in a machine.</summary>
    Selftests = 1,

    /// <summary>Building a kernel with types (BTF).</summary>
    Build = 2,

    /// <summary>Compiling BPF objects and looking at them.</summary>
    Objects = 4,

    /// <summary>All of them.</summary>
    All = Selftests | Build | Objects,
}
