using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>The command that runs a machine: one serial console, memory, processors, and nothing else: no disk, no network, no folder of the host.</summary>
internal static class QemuCommand
{
    /// <summary>The program.</summary>
    public const string Program = "qemu-system-x86_64";

    /// <summary>The words of it.</summary>
    /// <param name="job">The machine.</param>
    /// <param name="accelerator">How it runs; not <see cref="Accelerator.Auto"/>.</param>
    public static ImmutableArray<string> Of(MachineJob job, Accelerator accelerator) =>
    [
        Program, .. accelerator == Accelerator.Kvm ? ["-accel", "kvm", "-cpu", "host"] : (ReadOnlySpan<string>)["-accel", "tcg,thread=multi", "-cpu", "qemu64"],
        "-smp", $"{job.Bounds.Processors}", "-m", $"{job.Bounds.Memory}M", "-display", "none", "-nodefaults", "-no-user-config", "-monitor", "none", "-nic", "none", "-serial", "stdio", "-no-reboot",
        "-sandbox", "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny", "-kernel", job.Kernel, "-initrd", job.Root,
        // A panic ends the machine at once.
        "-append", "console=ttyS0,115200 panic=-1 oops=panic",
    ];
}
