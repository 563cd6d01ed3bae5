namespace Tributary.Patches.Tests;

public sealed class CommitTrailersTests
{
    [Theory]
    [InlineData("a\n\nSigned-off-by: A <a@x>", "Signed-off-by: A <a@x>")]
    [InlineData("a\n\nFixes: 0123456789ab (\"x\")\n\nSigned-off-by: A <a@x>", "Fixes: 0123456789ab (\"x\")|Signed-off-by: A <a@x>")]
    [InlineData("a\n\nFixes: 0123456789ab (\"x\nand y\")\nSigned-off-by: A <a@x>", "Fixes: 0123456789ab (\"x and y\")|Signed-off-by: A <a@x>")]
    [InlineData("a\n\nSigned-off-by: A <a@x>\n[B: a note\n over two lines: here]\nSigned-off-by: B <b@x>", "Signed-off-by: A <a@x>|Signed-off-by: B <b@x>")]
    [InlineData("a\n\n[1] https://x/y\nSigned-off-by: A <a@x>", "Signed-off-by: A <a@x>")]
    [InlineData("a\n\nReported-by: A\n <a@x>\nSigned-off-by: B <b@x>", "Reported-by: A <a@x>|Signed-off-by: B <b@x>")]
    [InlineData("a\n\nSigned-off-by: A\u00A0B <a@x>\u00A0", "Signed-off-by: A B <a@x>")]
    [InlineData("a\n\nv2: rephrase\n\nSigned-off-by: A <a@x>", "Signed-off-by: A <a@x>")]
    [InlineData("a\n\nSigned-off-by: A <a@x>\n(cherry picked from commit 0123456789ab)", "Signed-off-by: A <a@x>")]
    [InlineData("a\n\nSigned-off-by: A <a@x>\n\n--\n\nchanges in v2:\n- b", "Signed-off-by: A <a@x>")]
    [InlineData("a\n\nAcked-by: A <a@x>\nSigned-off-by: A <a@x>\n--\nv2:\n- b", "Acked-by: A <a@x>|Signed-off-by: A <a@x>")]
    [InlineData("--", "")]
    [InlineData("--\n--\n\n--", "")]
    [InlineData("a\nb\nc\nd\ne\nSigned-off-by: A <a@x>", "Signed-off-by: A <a@x>")]
    [InlineData("a\n\nSigned-off-by: A <a@x>\n\nSorry.\n\nCC: b@x", "Signed-off-by: A <a@x>|CC: b@x")]
    [InlineData("a\n\nSee https://x/y\nand: that", "")]
    [InlineData("a", "")]
    [InlineData("", "")]
    public void Message_WhenRead_ThenItsTrailersAreThoseOfItsEnd(string message, string trailers) =>
        string.Join('|', CommitTrailers.Read(message).Select(trailer => $"{trailer.Key}: {trailer.Value}")).ShouldBe(trailers);
}
