using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>A tool that a job wants.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Jobs">The jobs that cannot do without it; none where it only helps.</param>
/// <param name="Why">What it is for.</param>
/// <param name="Packages">The packages that have it: Debian's, Fedora's, Arch's.</param>
internal sealed record ToolNeed(string Name, ToolJobs Jobs, string Why, (string Debian, string Fedora, string Arch) Packages)
{
    /// <summary>The option that prints its version, for a program.</summary>
    public string VersionOption { get; init; } = "--version";

    /// <summary>A header that is wanted rather than a program; looked for below <c>/usr/include</c>.</summary>
    public string? Header { get; init; }

    /// <summary>True for a program of LLVM, whose name may end with a version.</summary>
    public bool IsLlvm { get; init; }

    /// <summary>All that is known.</summary>
    public static ImmutableArray<ToolNeed> All { get; } =
    [
        new("clang", ToolJobs.Selftests | ToolJobs.Objects, "compiles BPF programs", ("clang", "clang", "clang")) { VersionOption = "-dumpversion", IsLlvm = true },
        new("llc", ToolJobs.Selftests | ToolJobs.Objects, "is LLVM's BPF back end, and lists its targets", ("llvm", "llvm", "llvm")) { IsLlvm = true },
        new("llvm-strip", ToolJobs.Selftests, "strips what the selftests load", ("llvm", "llvm", "llvm")) { IsLlvm = true },
        new("llvm-objdump", ToolJobs.None, "shows the instructions of an object beside its source", ("llvm", "llvm", "llvm")) { IsLlvm = true },
        new("ld.lld", ToolJobs.None, "links some programs of test_progs", ("lld", "lld", "lld")) { IsLlvm = true },
        new("pahole", ToolJobs.Build, "makes the kernel's types (CONFIG_DEBUG_INFO_BTF=y)", ("dwarves", "dwarves", "pahole")),
        new("bpftool", ToolJobs.None, "loads objects and shows what is loaded; the selftests build their own", ("bpftool", "bpftool", "bpf")) { VersionOption = "version" },
        new("gcc", ToolJobs.Selftests | ToolJobs.Build, "compiles the kernel and the tools of its tree", ("gcc", "gcc", "gcc")) { VersionOption = "-dumpfullversion" },
        new("make", ToolJobs.Selftests | ToolJobs.Build, "builds", ("make", "make", "make")),
        new("git", ToolJobs.Build, "applies a series to its tree", ("git", "git", "git")),
        new("flex", ToolJobs.Build, "builds the kernel's configuration", ("flex", "flex", "flex")),
        new("bison", ToolJobs.Build, "builds the kernel's configuration", ("bison", "bison", "bison")),
        new("bc", ToolJobs.Build, "computes constants of the kernel", ("bc", "bc", "bc")),
        new("ccache", ToolJobs.None, "makes building again quick", ("ccache", "ccache", "ccache")),
        new("rsync", ToolJobs.None, "installs headers for some selftests", ("rsync", "rsync", "rsync")),
        new("qemu-system-x86_64", ToolJobs.Selftests, "runs the machine", ("qemu-system-x86", "qemu-system-x86-core", "qemu-system-x86")),
        new("busybox", ToolJobs.Selftests, "is the machine's userland; it must need no library", ("busybox-static", "busybox", "busybox")) { VersionOption = "--help" },
        new("bwrap", ToolJobs.Selftests | ToolJobs.Build, "keeps what a patch brings away from this machine while it is built", ("bubblewrap", "bubblewrap", "bubblewrap")),
        new("libelf", ToolJobs.Selftests | ToolJobs.Build, "is what libbpf reads objects with", ("libelf-dev", "elfutils-libelf-devel", "libelf")) { Header = "libelf.h" },
        new("zlib", ToolJobs.Selftests, "is what libbpf unpacks with", ("zlib1g-dev", "zlib-devel", "zlib")) { Header = "zlib.h" },
        new("libcap", ToolJobs.Selftests, "drops capabilities in the selftests", ("libcap-dev", "libcap-devel", "libcap")) { Header = "sys/capability.h" },
        new("openssl", ToolJobs.Build, "signs modules", ("libssl-dev", "openssl-devel", "openssl")) { Header = "openssl/ssl.h" },
    ];
}
