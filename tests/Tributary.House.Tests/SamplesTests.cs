using System.Text;

namespace Tributary.House.Tests;

/// <summary>samples/bpf.mbox is what samples/make makes, and fit to be shown.</summary>
public sealed class SamplesTests
{
    private const string Mailbox = "samples/bpf.mbox";

    [Fact]
    [Trait("Speed", "slow")]
    public void Mailbox_WhenMadeAgain_ThenItIsTheSameByteForByte()
    {
        var again = Path.GetTempFileName();
        try
        {
            var (exit, said) = Outside.Run(Repository.Root + "samples/make", again);

            exit.ShouldBe(0, said);
            var (made, kept) = (File.ReadAllBytes(again), File.ReadAllBytes(Repository.Root + Mailbox));
            var same = made.AsSpan().CommonPrefixLength(kept);
            (same == kept.Length && same == made.Length).ShouldBeTrue($"they differ from byte {same}: {LineAt(kept, same)} | {LineAt(made, same)}");
        }
        finally
        {
            File.Delete(again);
        }
    }

    [Fact]
    public void Mailbox_WhenRead_ThenItIsSortedSmallAndOfInventedPeople()
    {
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(Repository.Root + Mailbox));
        string[] dates = [.. text.Split('\n').Where(line => line.StartsWith("From mboxrd@z ", StringComparison.Ordinal)).Select(line => line[18..])];
        string[] senders = [.. text.Split('\n').Where(line => line.StartsWith("From: ", StringComparison.Ordinal))];

        text.Length.ShouldBeLessThan(1_500_000);
        dates.Length.ShouldBeGreaterThan(100);
        senders.ShouldAllBe(line => line.Contains("example.org>", StringComparison.Ordinal));
    }

    private static string LineAt(byte[] text, int at)
    {
        var start = at <= 0 ? 0 : text.AsSpan(0, Math.Min(at, text.Length)).LastIndexOf((byte)'\n') + 1;
        var rest = text.AsSpan(start);
        var end = rest.IndexOf((byte)'\n');
        return Encoding.Latin1.GetString(end < 0 ? rest : rest[..end]);
    }
}
