namespace Tributary.Store.Tests;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("verifier", "verifier")]
    [InlineData("Fix bpf_map", "fix|bpf_map")]
    [InlineData("\"fix the bpf_map now\"", "fix the bpf_map bpf map now")]
    [InlineData("kernel/bpf/verifier.c", "kernel bpf verifier c")]
    [InlineData("bpf_pro*", "bpf_pro*")]
    [InlineData("kernel/bpf/bpf_ver*", "kernel bpf bpf_ver*")]
    [InlineData("ab*", "ab")]
    [InlineData("from:Björn subject:sockmap", "sender:bjorn*|subject:sockmap")]
    [InlineData("from:\"Ann Example\"", "sender:ann example*")]
    [InlineData("from: ann", "ann")]
    [InlineData("* - \"\" ' from:", "")]
    [InlineData("a\"b", "a|b")]
    public void Parse_WhenTyped_ThenTerms(string text, string expected) =>
        string.Join('|', SearchText.Parse(text).Terms.Select(term =>
            (term.Field.Column.Length > 0 ? term.Field.Column + ":" : "") + string.Join(' ', term.Words) + (term.IsBeginning ? "*" : ""))).ShouldBe(expected);
}
