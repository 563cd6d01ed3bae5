using Shouldly;
using Tributary.Mail;

namespace Tributary.Workflow.Tests;

[Trait("Clause", "STB-5")]
public sealed class BackportMessageTests
{
    private static readonly CommitId Id = CommitId.Parse(new string('a', 40));
    private static readonly Mailbox Mara = new("Mara Maintainer", "mara@example.org");

    [Fact]
    public void Message_WhenItHasTrailers_ThenTheCommitStandsOnTopAndTheSignOffAtTheirEnd() =>
        BackportMessage.Write("bpf: mend it\n\nIt crashes.\n\nFixes: 123456789012 (\"bpf: break it\")\nSigned-off-by: Ann <ann@example.org>\n", Id, Mara).ShouldBe(
            $"bpf: mend it\n\ncommit {Id.Hex} upstream.\n\nIt crashes.\n\nFixes: 123456789012 (\"bpf: break it\")\nSigned-off-by: Ann <ann@example.org>\nSigned-off-by: Mara Maintainer <mara@example.org>\n");

    [Fact]
    public void Message_WhenItHasNone_ThenTheSignOffStandsApart()
    {
        BackportMessage.Write("bpf: mend it\n\nIt crashes.\n", Id, Mara).ShouldBe($"bpf: mend it\n\ncommit {Id.Hex} upstream.\n\nIt crashes.\n\nSigned-off-by: Mara Maintainer <mara@example.org>\n");
        BackportMessage.Write("bpf: mend it\n", Id, Mara).ShouldBe($"bpf: mend it\n\ncommit {Id.Hex} upstream.\n\nSigned-off-by: Mara Maintainer <mara@example.org>\n");
    }

    [Fact]
    public void Message_WhenHeSignedLast_ThenHeDoesNotSignTwice() =>
        BackportMessage.Write("t\n\nWhy.\n\nSigned-off-by: Mara Maintainer <mara@example.org>\n", Id, Mara).ShouldBe($"t\n\ncommit {Id.Hex} upstream.\n\nWhy.\n\nSigned-off-by: Mara Maintainer <mara@example.org>\n");
}
