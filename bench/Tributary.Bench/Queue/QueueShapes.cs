using System.Collections.Immutable;
using Tributary.Workflow;

namespace Tributary.Bench;

/// <summary>
/// The shapes of a real archive: counted over 19,219 mails of bpf@ and netdev@ of 2019 to 2024, of which 2,016 begin a
/// series. States are not in an archive; they are those of a queue that is looked after.
/// </summary>
internal static class QueueShapes
{
    /// <summary>How many series have how many patches.</summary>
    public static Weights<int> Totals { get; } = new(
        (1, 874), (2, 184), (3, 151), (4, 121), (5, 93), (6, 74), (7, 37), (8, 36), (9, 39), (10, 35), (11, 14), (12, 21), (13, 28), (14, 23),
        (15, 15), (16, 8), (17, 5), (18, 8), (19, 10), (22, 6), (23, 10), (24, 6), (25, 3), (26, 5));

    /// <summary>The tree that the prefix names; null for none.</summary>
    public static Weights<string?> Trees { get; } = new(
        (null, 640), ("bpf-next", 430), ("net-next", 420), ("net", 205), ("bpf", 76), ("bpf-next/net", 6), ("iproute2-next", 8), ("iproute2", 4));

    /// <summary>States of series that no later version supersedes.</summary>
    public static Weights<PatchState> States { get; } = new(
        (PatchState.Accepted, 620), (PatchState.ChangesRequested, 140), (PatchState.New, 80), (PatchState.Rejected, 40), (PatchState.Rfc, 40),
        (PatchState.NotApplicable, 30), (PatchState.Deferred, 20), (PatchState.AwaitingUpstream, 10), (PatchState.UnderReview, 10),
        (PatchState.HandledElsewhere, 5), (PatchState.Queued, 2), (PatchState.Mainlined, 2), (PatchState.NeedsAck, 1));

    /// <summary>Who handles it; nobody for two thirds.</summary>
    public static Weights<string?> Delegates { get; } = new(
        (null, 660), ("bpf", 150), ("netdev", 130), ("kuba", 20), ("pabeni", 15), ("davem", 12), ("ast", 6), ("daniel", 4), ("martin", 2), ("dsahern", 1));

    /// <summary>What stands before the colon of a name.</summary>
    public static Weights<string> Areas { get; } = new(
        ("selftests/bpf", 180), ("bpf", 250), ("selftests/net", 90), ("net", 160), ("libbpf", 60), ("selftests: forwarding", 40), ("mptcp", 83), ("tcp", 63),
        ("selftests", 120), ("bpftool", 22), ("xsk", 16), ("net: dsa", 20), ("bpf, arm64", 14), ("xfrm", 15), ("seccomp", 23), ("kselftest", 30), ("net/mlx5e", 25));

    /// <summary>Words of names with the number of names (of 2,016) that hold them; half of all words are rarer names of things.</summary>
    public static Weights<string> Words { get; } = new(
        ("fix", 377), ("for", 351), ("add", 323), ("to", 261), ("in", 245), ("support", 184), ("and", 128), ("use", 120), ("test", 103), ("the", 102), ("of", 95),
        ("tests", 93), ("with", 80), ("a", 78), ("selftest", 67), ("fixes", 62), ("helpers", 62), ("remove", 57), ("error", 53), ("missing", 48), ("introduce", 47),
        ("when", 46), ("not", 45), ("device", 44), ("new", 42), ("warning", 38), ("from", 36), ("allow", 32), ("skip", 32), ("memory", 30), ("check", 29), ("cleanup", 28),
        ("convert", 27), ("test_progs", 26), ("using", 25), ("kernel", 24), ("spelling", 23), ("btf", 23), ("value", 23), ("cache", 22), ("array", 22), ("socket", 21),
        ("function", 21), ("gro", 20), ("failure", 20), ("move", 19), ("file", 19), ("type", 19), ("kfunc", 18), ("avoid", 17), ("sockmap", 16), ("refactor", 16),
        ("timestamp", 14), ("map", 14), ("driver", 14), ("verifier", 11), ("cgroup", 11), ("trampoline", 9), ("kprobe", 5), ("dynptr", 4), ("struct_ops", 3));

    /// <summary>Chance that a series is a new version of one that is open: 1,061 of 2,016.</summary>
    public const double RespinChance = 0.53;

    /// <summary>Chance that a word of a name is a rare one.</summary>
    public const double RareWordChance = 0.35;

    /// <summary>Answers a series gets, on average: 10,036 to 2,016.</summary>
    public const double RepliesEach = 5.0;
}

/// <summary>Values and how often each comes.</summary>
internal sealed class Weights<T>
{
    private readonly ImmutableArray<(T Value, double UpTo)> steps;

    public Weights(params ReadOnlySpan<(T Value, int Weight)> values)
    {
        var sum = 0.0;
        var made = ImmutableArray.CreateBuilder<(T, double)>(values.Length);
        foreach (var (value, weight) in values) made.Add((value, sum += weight));
        steps = made.ToImmutable();
    }

    /// <summary>One of them by chance.</summary>
    public T Pick(Random random)
    {
        var at = random.NextDouble() * steps[^1].UpTo;
        var low = 0;
        var high = steps.Length - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (steps[middle].UpTo > at) high = middle;
            else low = middle + 1;
        }

        return steps[low].Value;
    }
}
