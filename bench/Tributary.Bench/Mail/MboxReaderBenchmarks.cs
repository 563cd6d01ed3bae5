using BenchmarkDotNet.Attributes;
using Tributary.Mail;

namespace Tributary.Bench;

/// <summary>Splitting an mbox of 2,000 list mails. Aim: several hundred MB/s on one core.</summary>
[MemoryDiagnoser]
public class MboxReaderBenchmarks
{
    private readonly byte[] _mbox = SampleMail.Mbox(messages: 2000);

    /// <summary>Split only.</summary>
    [Benchmark(Baseline = true)]
    public long Split()
    {
        long bytes = 0;
        foreach (var message in MboxReader.Read(new MemoryStream(_mbox))) bytes += message.Length;
        return bytes;
    }

    /// <summary>Split, and each message read.</summary>
    [Benchmark]
    public int SplitAndRead()
    {
        var parts = 0;
        foreach (var message in MboxReader.Read(new MemoryStream(_mbox))) parts += MessageReader.Read(message).Parts.Length;
        return parts;
    }

    /// <summary>What it costs to copy the same bytes.</summary>
    [Benchmark]
    public byte[] CopyAlone() => _mbox.AsSpan().ToArray();
}
