using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>The types of maps by their number in <c>enum bpf_map_type</c>, and the kernels that first had them (the kernel's include/uapi/linux/bpf.h and its history).</summary>
internal static class MapTypes
{
    private static readonly ImmutableArray<(string Name, int Major, int Minor)> Known =
    [
        ("unspec", 0, 0), ("hash", 3, 19), ("array", 3, 19), ("prog_array", 4, 2), ("perf_event_array", 4, 3), ("percpu_hash", 4, 6), ("percpu_array", 4, 6),
        ("stack_trace", 4, 6), ("cgroup_array", 4, 8), ("lru_hash", 4, 10), ("lru_percpu_hash", 4, 10), ("lpm_trie", 4, 11), ("array_of_maps", 4, 12),
        ("hash_of_maps", 4, 12), ("devmap", 4, 14), ("sockmap", 4, 14), ("cpumap", 4, 15), ("xskmap", 4, 18), ("sockhash", 4, 18), ("cgroup_storage", 4, 19),
        ("reuseport_sockarray", 4, 19), ("percpu_cgroup_storage", 4, 20), ("queue", 4, 20), ("stack", 4, 20), ("sk_storage", 5, 2), ("devmap_hash", 5, 4),
        ("struct_ops", 5, 6), ("ringbuf", 5, 8), ("inode_storage", 5, 10), ("task_storage", 5, 11), ("bloom_filter", 5, 16), ("user_ringbuf", 6, 1),
        ("cgrp_storage", 6, 2), ("arena", 6, 9),
    ];

    /// <summary>The name of a type.</summary>
    public static string NameOf(long number) => number >= 0 && number < Known.Length ? Known[(int)number].Name : $"type {number}";

    /// <summary>The first kernel that had it, or null.</summary>
    public static KernelRelease? KernelOf(long number) => number > 0 && number < Known.Length ? new(Known[(int)number].Major, Known[(int)number].Minor) : null;
}
