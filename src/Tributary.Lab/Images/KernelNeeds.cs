namespace Tributary.Lab;

/// <summary>What a kernel needs so that a machine of ours can boot it, whatever its configuration begins with.</summary>
internal static class KernelNeeds
{
    /// <summary>As a fragment: a console on the serial line, a root in memory, programs of 64 bits, the mounts of the first process, types, and an end that powers off.</summary>
    public const string Fragment = """
        CONFIG_64BIT=y
        CONFIG_SMP=y
        CONFIG_PRINTK=y
        CONFIG_BUG=y
        CONFIG_KALLSYMS=y
        CONFIG_TTY=y
        CONFIG_UNIX98_PTYS=y
        CONFIG_SERIAL_8250=y
        CONFIG_SERIAL_8250_CONSOLE=y
        CONFIG_PCI=y
        CONFIG_ACPI=y
        CONFIG_BLK_DEV_INITRD=y
        CONFIG_BINFMT_ELF=y
        CONFIG_BINFMT_SCRIPT=y
        CONFIG_PROC_FS=y
        CONFIG_PROC_SYSCTL=y
        CONFIG_SYSFS=y
        CONFIG_DEVTMPFS=y
        CONFIG_TMPFS=y
        CONFIG_SHMEM=y
        CONFIG_DEBUG_FS=y
        CONFIG_MULTIUSER=y
        CONFIG_FUTEX=y
        CONFIG_EPOLL=y
        CONFIG_SIGNALFD=y
        CONFIG_TIMERFD=y
        CONFIG_EVENTFD=y
        CONFIG_POSIX_TIMERS=y
        CONFIG_FILE_LOCKING=y
        CONFIG_HIGH_RES_TIMERS=y
        CONFIG_CGROUPS=y
        CONFIG_NET=y
        CONFIG_UNIX=y
        CONFIG_INET=y
        CONFIG_BPF_SYSCALL=y
        CONFIG_BPF_JIT=y
        CONFIG_DEBUG_KERNEL=y
        # CONFIG_DEBUG_INFO_NONE is not set
        CONFIG_DEBUG_INFO_DWARF_TOOLCHAIN_DEFAULT=y
        CONFIG_DEBUG_INFO_BTF=y
        # A key of its own for its modules would make each build differ.
        # CONFIG_MODULE_SIG is not set
        CONFIG_SYSTEM_TRUSTED_KEYS=""
        CONFIG_SYSTEM_REVOCATION_KEYS=""

        """;
}
