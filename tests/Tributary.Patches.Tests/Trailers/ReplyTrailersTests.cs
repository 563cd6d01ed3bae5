namespace Tributary.Patches.Tests;

public sealed class ReplyTrailersTests
{
    [Theory]
    [InlineData("Looks good.\n\nAcked-by: A <a@x>\n", "Acked-by: A <a@x>")]
    [InlineData("> Acked-by: A <a@x>\n", "")]
    [InlineData("  Reviewed-by: A <a@x>\n", "Reviewed-by: A <a@x>")]
    [InlineData("For the series: Reviewed-by: A <a@x>\n", "")]
    [InlineData("Tested-by: A very long name\n<a@x>\n", "Tested-by: A very long name <a@x>")]
    [InlineData("Tested-by:\n A <a@x>\n", "Tested-by: A <a@x>")]
    [InlineData("Acked-by: Ann Author\nThanks\n", "Acked-by: Ann Author")]
    [InlineData("Reviewed-by: tag\n", "")]
    [InlineData("Acked-by:\u00A0A <a@x>\n", "Acked-by: A <a@x>")]
    [InlineData("Acked-by: A <a@x> # for bpf\nThanks: a lot\n", "Acked-by: A <a@x> # for bpf")]
    [InlineData("Fixes: 0123456789ab (\"x\")\nFixes: it\n", "Fixes: 0123456789ab (\"x\")")]
    [InlineData("Fixes: 0123456789ab\nFixes: 0123\nFixes: ?\nFixes: deadbeef all of it\n", "Fixes: 0123456789ab")]
    [InlineData("Acked-by: A B <a@x<mailto:a@x>>\n", "Acked-by: A B <a@x>")]
    [InlineData("Acked-by: A B <a@x <mailto:a@x> >\n", "Acked-by: A B <a@x >")]
    [InlineData("Acked-by: A B <mailto:a@x>\n", "Acked-by: A B <a@x>")]
    [InlineData("Acked-by: A B a@x [mailto:a@x]\n", "Acked-by: A B a@x")]
    [InlineData("Acked-by: A B &lt;a@x&gt;\n", "Acked-by: A B <a@x>")]
    [InlineData("Acked-by: A B\n<a@x<mailto:a@x>>\n", "Acked-by: A B <a@x>")]
    [InlineData("Link: https://x/y\nNote: this\n", "Link: https://x/y")]
    public void Text_WhenRead_ThenItsTagsAreLinesOfTheirOwn(string text, string trailers) =>
        string.Join('|', ReplyTrailers.Read(text).Select(trailer => $"{trailer.Key}: {trailer.Value}")).ShouldBe(trailers);
}
