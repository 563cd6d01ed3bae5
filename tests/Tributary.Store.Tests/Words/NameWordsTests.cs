namespace Tributary.Store.Tests;

public sealed class NameWordsTests
{
    [Theory]
    [InlineData("bpf: Fix bpf_map_area", "bpf fix bpf_map_area map_area area")]
    [InlineData("[v3,2/7] net/core: 5.10", "v3 2 7 net core 5 10")]
    [InlineData("Björn Töpel", "bjorn topel")]
    [InlineData("Nguyễn Łukasz Øystein Bjo\u0308rn ЖУК", "nguyen lukasz oystein bjorn жук")]
    [InlineData("__init a", "init a")]
    [InlineData("fix Fix FIX", "fix")]
    [InlineData("添加 补丁", "添 加 补 丁")]
    [InlineData("___ - ***", "")]
    public void Of_WhenName_ThenEveryPartBeginsAWord(string name, string words) => NameWords.Of(name).ShouldBe(words);

    [Fact]
    public void Of_WhenHuge_ThenItIsBounded()
    {
        NameWords.Of(string.Join(' ', Enumerable.Range(0, 10_000))).Split(' ').Length.ShouldBe(64);
        NameWords.Of(new string('x', 100_000)).Length.ShouldBe(64);
        NameWords.Of(string.Concat(Enumerable.Repeat("a_", 10_000))).Length.ShouldBeLessThan(64 * 65);
    }

    [Fact]
    public void Asked_WhenPartOfAName_ThenItBeginsAWordOfIt()
    {
        const string name = "bpf: Add bpf_probe_read_kernel() to kernel/bpf/verifier.c";
        foreach (var part in new[] { "bpf", "probe_read", "read_k", "verifier.c", "kernel/bpf", "ADD", "bpf_probe" })
            NameWords.Asked(part).ShouldAllBe(word => $" {NameWords.Of(name)}".Contains(" " + word, StringComparison.Ordinal), part);
    }
}
