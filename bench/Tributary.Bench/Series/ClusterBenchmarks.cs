using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Bench;

/// <summary>Clusters as real work makes them: versions of a series of ten patches, each patch and cover letter answered four times.</summary>
[MemoryDiagnoser]
public class ClusterBenchmarks
{
    private const int PatchesOfSeries = 10;
    private const int RepliesOfMessage = 4;
    private static readonly DateTimeOffset Start = new(2024, 3, 4, 9, 0, 0, TimeSpan.Zero);

    private ThreadMember[] members = [];

    /// <summary>Versions of the series; each is 55 messages.</summary>
    [Params(1, 20, 100)]
    public int Versions { get; set; }

    [GlobalSetup]
    public void MakeMembers() => members = [.. Enumerable.Range(1, Versions).SelectMany(MakeVersion)];

    /// <summary>All that an import does to a cluster which a batch touches, without the database.</summary>
    [Benchmark]
    public Cluster Build() => Cluster.Build(members);

    /// <summary>The keys of each of its messages.</summary>
    [Benchmark]
    public int Keys() => members.Sum(member => ClusterKeys.Of(member).Length);

    private static IEnumerable<ThreadMember> MakeVersion(int version)
    {
        for (var number = 0; number <= PatchesOfSeries; number++)
        {
            var id = $"v{version}-{number}@example.org";
            ImmutableArray<MessageId> answers = number == 0 ? [] : [new($"v{version}-0@example.org")];
            yield return Make(number == 0 ? MailKind.CoverLetter : MailKind.Patch, id, version, number, answers);
            for (var reply = 0; reply < RepliesOfMessage; reply++)
                yield return Make(MailKind.Reply, $"re{reply}-{id}", version, number, [new(reply == 0 ? id : $"re{reply - 1}-{id}"), .. answers]);
        }
    }

    private static ThreadMember Make(MailKind kind, string id, int version, int number, ImmutableArray<MessageId> answers)
    {
        var title = number == 0 ? "bpf: A series of ten patches" : $"bpf: Patch the place {number}";
        return new()
        {
            Id = new(id),
            Kind = kind,
            From = kind == MailKind.Reply ? new("Ben Reviewer", "ben@example.com") : new("Ann Author", "ann@example.org"),
            Date = Start.AddDays(version * 7).AddSeconds(number),
            Subject = new() { Raw = title, Title = title, Name = title, SaysPatch = true, Version = version, Number = number, Total = PatchesOfSeries, IsReply = kind == MailKind.Reply },
            Ancestors = answers,
            Files = kind == MailKind.Patch ? [$"kernel/bpf/place{number}.c"] : [],
            DiffHash = kind == MailKind.Patch ? id : null,
            Sketch = kind == MailKind.Patch ? [.. Enumerable.Range(version / 4, 24).Select(line => (uint)((number * 1000) + line))] : [],
        };
    }
}
