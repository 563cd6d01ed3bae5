namespace Tributary.Lab;

/// <summary>How a run in a virtual machine ended.</summary>
public enum RunEnd
{
    /// <summary>The program ran to its end and all went well.</summary>
    Passed,

    /// <summary>The program ran to its end and says that something failed.</summary>
    Failed,

    /// <summary>The program isn't there (status 127), or cannot be run (126).</summary>
    MissingBinary,

    /// <summary>A signal ended the program: 139 is a bad access to memory, 134 its own abort.</summary>
    Crashed,

    /// <summary>The kernel ran out of memory and killed.</summary>
    OutOfMemory,

    /// <summary>The kernel panicked.</summary>
    Panic,

    /// <summary>The first process ended, which panics the kernel.</summary>
    InitDied,

    /// <summary>The kernel found no root to start from.</summary>
    NoRoot,

    /// <summary>The kernel began and never reached the first process.</summary>
    NoStart,

    /// <summary>No kernel began at all.</summary>
    NoKernel,

    /// <summary>The program began and never ended: it hangs, or the time was over.</summary>
    Hang,

    /// <summary>The machine was switched off, halted or started anew before the program ended.</summary>
    PoweredOff,

    /// <summary>The program was still at work when its time was over; only who ran it can tell that from a hang.</summary>
    TimeLimit,

    /// <summary>It printed more than it may.</summary>
    ConsoleLimit,

    /// <summary>The program that runs the machine failed.</summary>
    MachineFailed,
}
