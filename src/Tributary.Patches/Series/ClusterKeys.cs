using System.Collections.Immutable;

namespace Tributary.Patches;

/// <summary>
/// The hard links by which messages are drawn into one cluster: two messages that share a key (and the key is not too common)
/// are in the same cluster, and so on from each to the next.
/// </summary>
public static class ClusterKeys
{
    /// <summary>
    /// A soft key that more messages than this share joins nobody: it says too little. (Keys of threads, whose lowest bit is
    /// set, are never cut: a thread may have thousands of messages.)
    /// </summary>
    public const int TooCommon = 64;

    /// <summary>
    /// The keys of a message, each once: 64-bit hashes, stable over processes and versions. The lowest bit is 1 for thread keys
    /// (the message's own id and every id that it answers or links to), 0 for soft keys (change-id, title with author, diff …).
    /// </summary>
    public static ImmutableArray<long> Of(ThreadMember member) => throw new NotSupportedException();
}
