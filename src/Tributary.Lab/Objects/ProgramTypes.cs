using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>Which type of program a section's name asks for, as libbpf reads it (the kernel's Documentation/bpf/libbpf/program_types.rst), and the kernel that first had it.</summary>
internal static class ProgramTypes
{
    private static readonly ImmutableArray<Entry> Known =
    [
        new("socket", "socket_filter", 3, 19), new("kprobe", "kprobe", 4, 1), new("kretprobe", "kprobe", 4, 1), new("uprobe", "kprobe", 4, 1), new("uretprobe", "kprobe", 4, 1),
        new("ksyscall", "kprobe", 4, 1), new("kretsyscall", "kprobe", 4, 1), new("usdt", "kprobe", 4, 1),
        new("tc", "sched_cls", 4, 1), new("tcx", "sched_cls", 6, 6), new("netkit", "sched_cls", 6, 7), new("classifier", "sched_cls", 4, 1), new("action", "sched_act", 4, 1),
        new("tracepoint", "tracepoint", 4, 7), new("tp", "tracepoint", 4, 7), new("xdp", "xdp", 4, 8), new("perf_event", "perf_event", 4, 9),
        new("cgroup_skb", "cgroup_skb", 4, 10), new("cgroup/skb", "cgroup_skb", 4, 10), new("cgroup/dev", "cgroup_device", 4, 15), new("cgroup/sysctl", "cgroup_sysctl", 5, 2),
        new("cgroup/getsockopt", "cgroup_sockopt", 5, 3), new("cgroup/setsockopt", "cgroup_sockopt", 5, 3),
        new("cgroup/sock", "cgroup_sock", 4, 10), new("cgroup/sock_create", "cgroup_sock", 4, 10), new("cgroup/sock_release", "cgroup_sock", 5, 9), new("cgroup/post_bind", "cgroup_sock", 4, 17),
        new("cgroup/bind", "cgroup_sock_addr", 4, 17), new("cgroup/connect", "cgroup_sock_addr", 4, 17), new("cgroup/sendmsg", "cgroup_sock_addr", 4, 18),
        new("cgroup/recvmsg", "cgroup_sock_addr", 5, 2), new("cgroup/getpeername", "cgroup_sock_addr", 5, 8), new("cgroup/getsockname", "cgroup_sock_addr", 5, 8),
        new("lwt_in", "lwt_in", 4, 10), new("lwt_out", "lwt_out", 4, 10), new("lwt_xmit", "lwt_xmit", 4, 10), new("lwt_seg6local", "lwt_seg6local", 4, 18),
        new("sockops", "sock_ops", 4, 13), new("sk_skb", "sk_skb", 4, 14), new("sk_msg", "sk_msg", 4, 17), new("raw_tracepoint", "raw_tracepoint", 4, 17), new("raw_tp", "raw_tracepoint", 4, 17),
        new("raw_tracepoint.w", "raw_tracepoint_writable", 5, 2), new("raw_tp.w", "raw_tracepoint_writable", 5, 2),
        new("lirc_mode2", "lirc_mode2", 4, 18), new("sk_reuseport", "sk_reuseport", 4, 19), new("flow_dissector", "flow_dissector", 4, 20),
        new("tp_btf", "tracing", 5, 5), new("fentry", "tracing", 5, 5), new("fexit", "tracing", 5, 5), new("fmod_ret", "tracing", 5, 7), new("iter", "tracing", 5, 8),
        new("freplace", "ext", 5, 6), new("struct_ops", "struct_ops", 5, 6), new("lsm", "lsm", 5, 7), new("lsm_cgroup", "lsm", 6, 0), new("sk_lookup", "sk_lookup", 5, 9),
        new("syscall", "syscall", 5, 14), new("netfilter", "netfilter", 6, 4),
    ];

    /// <summary>The type that a section's name asks for, or null when the loader must be told.</summary>
    public static (string Type, KernelRelease Kernel)? Find(string section)
    {
        var name = section.StartsWith('?') ? section[1..] : section;
        var best = Known.Where(entry => Fits(name, entry.Prefix)).MaxBy(entry => entry.Prefix.Length);
        return best is null ? null : (best.Type, new(best.Major, best.Minor));
    }

    // "kprobe/do_exit", "xdp.frags", "kprobe.multi/x", "xdp/devmap" and "xdp_first" as old loaders had it; "cgroup/connect4" but not "sockops2x".
    private static bool Fits(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal)
        && (name.Length == prefix.Length || name[prefix.Length] is '/' or '.' or '_' or '4' or '6');

    private sealed record Entry(string Prefix, string Type, int Major, int Minor);
}
