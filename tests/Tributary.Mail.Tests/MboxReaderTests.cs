using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Tributary.Mail.Tests;

public sealed class MboxReaderTests
{
    private const string Line = "From mboxrd@z Thu Jan  1 00:00:00 1970\n";

    [Fact]
    public void Empty_WhenRead_ThenNoMessage() => Read("").ShouldBeEmpty();

    [Fact]
    public void TwoMessages_WhenRead_ThenSplitWithoutBlankLine() =>
        Read($"{Line}A: 1\n\none\n\n{Line}B: 2\n\ntwo\n\n").ShouldBe(["A: 1\n\none\n", "B: 2\n\ntwo\n"]);

    [Theory]
    [InlineData("\n\n")]
    [InlineData("  \n\t\n \t\n")]
    [InlineData("\r\n \r\n")]
    [InlineData("\uFEFF\n")]
    public void BlankLinesAboveTheFirstSeparator_WhenRead_ThenItIsAMailboxAllTheSame(string blank) =>
        Read($"{blank}{Line}A: 1\n\none\n\n{Line}B: 2\n\n").ShouldBe(["A: 1\n\none\n", "B: 2\n"]);

    [Fact]
    public void IndentedFrom_WhenItBeginsAFile_ThenNoMailbox() => Read("  From here\n").ShouldBe(["  From here\n"]);

    [Fact]
    public void CarriageReturns_WhenRead_ThenSplitAndKept() =>
        Read($"{Line}A: 1\n\none\n\n{Line}B: 2\n\ntwo\n\n".Replace("\n", "\r\n", StringComparison.Ordinal))
            .ShouldBe(["A: 1\r\n\r\none\r\n", "B: 2\r\n\r\ntwo\r\n"]);

    [Fact]
    public void LastMessage_WhenNoBlankLineFollows_ThenWhole() => Read($"{Line}A: 1\n\none").ShouldBe(["A: 1\n\none"]);

    [Fact]
    public void BodyThatEndsInBlankLines_WhenRead_ThenOnlyTheLastGoes() =>
        Read($"{Line}A: 1\n\none\n\n\n\n{Line}B: 2\n\n").ShouldBe(["A: 1\n\none\n\n\n", "B: 2\n"]);

    [Fact]
    public void QuotedFrom_WhenRead_ThenOneLevelIsUndone() =>
        Read($"{Line}A: 1\n\n>From here\n>>From there\n>>>From x\n >From y\na >From z\n\n")
            .ShouldBe(["A: 1\n\nFrom here\n>From there\n>>From x\n >From y\na >From z\n"]);

    [Theory]
    [InlineData("From here on it is text\n")]
    [InlineData("From Thu on, at 10:00, in 2024\n")]
    [InlineData("From: not this one\n")]
    public void SentenceThatBeginsWithFrom_WhenRead_ThenNoSplit(string sentence) =>
        Read($"{Line}A: 1\n\none\n\n{sentence}\nmore\n\n").ShouldBe([$"A: 1\n\none\n\n{sentence}\nmore\n"]);

    [Fact]
    public void SeparatorWithoutBlankLineBefore_WhenRead_ThenNoSplit() =>
        Read($"{Line}A: 1\n\none\n{Line}two\n\n").ShouldBe([$"A: 1\n\none\n{Line}two\n"]);

    [Fact]
    public void SeparatorWithoutBlankLineBefore_WhenAHeaderFollows_ThenSplit()
    {
        Read($"{Line}A: 1\n\none\n{Line}B: 2\n\ntwo\n{Line}C: 3\n\n").ShouldBe(["A: 1\n\none\n", "B: 2\n\ntwo\n", "C: 3\n"]);
        Read($"{Line}A: 1\n\none\n{Line}").ShouldBe([$"A: 1\n\none\n{Line}"]);
    }

    [Fact]
    public void Stream_WhenItStandsBehindItsBeginning_ThenWhatFollowsIsRead()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($"passed over\n{Line}A: 1\n\none\n\n")) { Position = "passed over\n".Length };

        MboxReader.Read(stream).Select(raw => Encoding.UTF8.GetString(raw.Span)).ShouldBe(["A: 1\n\none\n"]);
    }

    // A file that somebody still writes to.
    [Fact]
    public void Stream_WhenItHoldsMoreThanItSaid_ThenAllIsRead()
    {
        using var stream = new GrowingStream(Encoding.UTF8.GetBytes($"{Line}A: 1\n\none\n\n{Line}B: 2\n\ntwo\n\n"));

        MboxReader.Read(stream).Select(raw => Encoding.UTF8.GetString(raw.Span)).ShouldBe(["A: 1\n\none\n", "B: 2\n\ntwo\n"]);
    }

    [Fact]
    public void Mailbox_WhenReadInPieces_ThenSplitAllTheSame()
    {
        for (var piece = 1; piece < 90; piece++)
        {
            using var stream = new PiecewiseStream(Encoding.UTF8.GetBytes($"{Line}A: 1\n\none\n{Line}B: 2\n\ntwo\n\n{Line}C: 3\n\nthree\n{Line}no header\n"), piece);
            MboxReader.Read(stream).Select(raw => Encoding.UTF8.GetString(raw.Span)).ShouldBe(["A: 1\n\none\n", "B: 2\n\ntwo\n", $"C: 3\n\nthree\n{Line}no header\n"]);
        }
    }

    [Theory]
    [InlineData("From mboxrd@z Thu Jan  1 00:00:00 1970")]
    [InlineData("From 434fe33a7ed28cc8cd0b344e55f0be2c74f1a58c Mon Sep 17 00:00:00 2001")]
    [InlineData("From ada@example.org  Thu Sep 15 14:06:56 2016")]
    [InlineData("From ada@example.org Thu Sep 15 14:06:56 +0200 2016")]
    [InlineData("From ada@example.org Thu Sep 15 14:06 2016")]
    [InlineData("From ada@example.org Thu, 15 Sep 2016 14:06:56 +0200")]
    [InlineData("From \"Ada Weaver\"@example.org Thu Sep 15 14:06:56 2016")]
    [InlineData("From - Thu Sep 15 14:06:56 2016")]
    public void Separator_WhenOfAKnownShape_ThenSplit(string separator) =>
        Read($"{Line}A: 1\n\none\n\n{separator}\nB: 2\n\n").Count.ShouldBe(2);

    [Fact]
    public void FirstSeparator_WhenOfAnyShape_ThenTaken() => Read("From nobody\nA: 1\n\none\n").ShouldBe(["A: 1\n\none\n"]);

    [Fact]
    public void BlankLinesAndMark_WhenBeforeTheFirstSeparator_ThenPassedOver() =>
        Read($"\uFEFF\n\n{Line}A: 1\n\none\n\n").ShouldBe(["A: 1\n\none\n"]);

    [Fact]
    public void StreamWithoutSeparator_WhenRead_ThenOneMessageAsItIs() =>
        Read($"A: 1\n\n>From here\n\n{Line}B\n\n").ShouldBe([$"A: 1\n\n>From here\n\n{Line}B\n\n"]);

    [Fact]
    public void MessageOfNoBytes_WhenRead_ThenYieldedForQuarantine() => Read($"{Line}{Line}A: 1\n\n").ShouldBe(["", "A: 1\n"]);

    [Theory]
    [InlineData(50)]
    [InlineData(5_000)]
    [InlineData(3_000_000)]
    public void MessageOverTheLimit_WhenRead_ThenCutAndTheNextIsWhole(int limit)
    {
        var large = string.Concat(Enumerable.Repeat("0123456789 From x\n", limit / 5));
        var messages = Read($"{Line}A: 1\n\none\n\n{Line}{large}\n{Line}B: 2\n\ntwo\n\n", new() { MessageBytes = limit });
        messages.Count.ShouldBe(3);
        messages[1].Length.ShouldBe(limit + 1);
        messages[1].ShouldBe(large[..(limit + 1)]);
        messages[2].ShouldBe("B: 2\n\ntwo\n");
    }

    [Fact]
    public void SingleMessageOverTheLimit_WhenRead_ThenMemoryIsBounded()
    {
        using var endless = new RepeatingStream("X: 1\n\n"u8.ToArray(), 64L * 1024 * 1024);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var messages = MboxReader.Read(endless, new() { MessageBytes = 100_000 }).ToList();
        messages.ShouldHaveSingleItem().Length.ShouldBe(100_001);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(8 * 1024 * 1024);
    }

    [Fact]
    public void AnyMessages_WhenWrittenAsMboxrdAndReadInPieces_ThenTheSame()
    {
        var lines = Gen.Elements("From a b", "From mboxrd@z Thu Jan  1 00:00:00 1970", ">From x", ">>From y", "", "words", "A: 1", "\r", "From ");
        var message = lines.NonEmptyListOf().Select(list => string.Join('\n', list) + "\n");
        var cases = message.NonEmptyListOf().Zip(Gen.Choose(1, 200));
        Prop.ForAll(cases.ToArbitrary(), pair =>
        {
            var mbox = string.Concat(pair.Item1.Select(text => Line + Quote(text) + "\n"));
            using var stream = new PiecewiseStream(Encoding.UTF8.GetBytes(mbox), pair.Item2);
            MboxReader.Read(stream).Select(raw => Encoding.UTF8.GetString(raw.Span)).ShouldBe(pair.Item1);
        }).QuickCheckThrowOnFailure();
    }

    private static string Quote(string text) => string.Concat(text.Split('\n')[..^1].Select(line =>
        (line.TrimStart('>').StartsWith("From ", StringComparison.Ordinal) ? ">" + line : line) + "\n"));

    private static List<string> Read(string mbox, MailLimits? limits = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(mbox));
        return [.. MboxReader.Read(stream, limits).Select(raw => Encoding.UTF8.GetString(raw.Span))];
    }

    private sealed class GrowingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override long Length => 3;
    }
}
