namespace Tributary.Lab;

/// <summary>The machines of ELF files that BPF programs are made on (the ELF registry of e_machine).</summary>
public static class ElfMachine
{
    /// <summary>BPF.</summary>
    public const int Bpf = 247;

    /// <summary>The name of a machine, as people write it.</summary>
    /// <param name="machine">e_machine.</param>
    public static string NameOf(int machine) => machine switch
    {
        Bpf => "BPF",
        3 => "i386",
        8 => "MIPS",
        20 => "PowerPC",
        21 => "PowerPC 64",
        22 => "S/390",
        40 => "ARM",
        43 => "SPARC 64",
        62 => "x86-64",
        183 => "AArch64",
        243 => "RISC-V",
        258 => "LoongArch",
        _ => $"machine {machine}",
    };
}
