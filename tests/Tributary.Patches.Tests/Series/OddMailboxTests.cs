using System.Globalization;
using System.Text;
using Tributary.Mail;

namespace Tributary.Patches.Tests;

/// <summary>
/// Series as people send them, slips and all. A case is a mailbox, a mail a line: its id, the minute, what it answers (<c>-</c> for nothing), its subject. What is
/// expected is its series, oldest first: cover letter (<c>-</c> without), <c>:</c> and the patches by number; one that is not complete ends with <c>…</c>.
/// </summary>
public sealed class OddMailboxTests
{
    [Theory]
    [InlineData("c 0 - [PATCH 0/2] s\na 1 c [PATCH 1/2] one\nb 1 c [PATCH 2/2] two\nd 1 c [PATCH 3/2] three", "c:a,b,d")]
    [InlineData("c 0 - [PATCH 0/2] s\na 1 c [PATCH 1/2] one\nb 1 c [PATCH 2/2] two\nd 1 c [PATCH 3/n] three", "c:a,b,d")]
    [InlineData("c 0 - [PATCH 0/n] s\na 1 c [PATCH 1/n] one\nb 1 c [PATCH 2/n] two", "c:a,b")]
    [InlineData("a 0 - [PATCH 1/n] one\nb 9 a [PATCH 2/n] two\nd 30 a [PATCH 3/n] three", "-:a,b,d")]
    [InlineData("c 0 - [PATCH 00/02] s\na 1 c [PATCH 01/02] one\nb 1 c [PATCH 02/02] two", "c:a,b")]
    [InlineData("c 0 - [PATCH 0/1] s\na 1 c [PATCH] one", "c:a")]
    [InlineData("c 0 - [PATCH 0/3] s\na 1 c [PATCH 1/2] one\nb 1 c [PATCH 2/2] two", "c:a,b…")]
    [InlineData("c 0 - [PATCH net-next v3 0/2] s (v3)\na 1 c [PATCH 1/2] one\nb 1 c [PATCH 2/2] two", "c:a,b")]
    [InlineData("c 0 - [PATCH v2 0/2] s\na 1 c [PATCH 1/2] one\nb 1 c [PATCH v2 2/2] two", "c:a,b")]
    [InlineData("c 0 - [PATCH v2 0/3] s\na 1 c [PATCH v2 1/3] one\nb 1 c [PATCH 2/3] two\nd 1 c [PATCH v2 3/3] three", "c:a,b,d")]
    [InlineData("c 0 - [PATCHSET v10] s\na 1 c [PATCH 1/2] one\nb 1 c [PATCH 2/2] two", "c:a,b")]
    [InlineData("c 0 - [PATCHSET v10] s\na 1 c [PATCH v10 01/02] one\nb 1 c [PATCH v10 02/02] two", "c:a,b")]
    [InlineData("c 0 - [PATCH bpf 0/2] s\na 1 c [PATCH bpf-next 1/2] one\nb 1 c [PATCH iproute2-next 2/2] two", "c:a,b")]
    [InlineData("c 0 - [PATCH bpf-next 0/2] s\na 1 c [PATCH bpf-next 1/2] one\nb 1 c [PATCH bpf-next 2/2] two\nd 1 c [PATCH iproute2-next] user", "c:a,b|-:d")]
    [InlineData("a 0 gone [PATCH 1/2] one\nb 1 gone [PATCH 2/2] two", "-:a,b")]
    public void Series_WhenItsNumbersAreOdd_ThenItIsOneAllTheSame(string mails, string expected) => SeriesOf(mails).ShouldBe(expected);

    [Theory]
    [InlineData("a 0 - [PATCH net 1/2] one\nb 1 a [PATCH net 2/2] two\nc 40 - [PATCH net 0/2] s", "c:a,b")]
    [InlineData("a 0 - [PATCH net 1/2] one\nb 1 a [PATCH net 2/2] two\nc 40 a [PATCH net 0/2] s", "c:a,b")]
    [InlineData("a 0 - [PATCH net 1/2] one\nb 1 - [PATCH net 2/2] two\nc 5 - [PATCH net 0/2] s", "c:a,b")]
    [InlineData("a 0 - [PATCH net 1/3] one\nb 1 a [PATCH net 2/3] two\nc 40 - [PATCH net 0/3] other", "-:a,b…|c:…")]
    [InlineData("a 0 - [PATCH net 1/2] one\nb 1 a [PATCH net 2/2] two\nc 40 - [PATCH bpf 0/2] other", "-:a,b|c:…")]
    [InlineData("a 0 - [PATCH net 1/2] one\nb 1 a [PATCH net 2/2] two\nc 90 - [PATCH net 0/2] other", "-:a,b|c:…")]
    [InlineData("c 0 - [PATCH 0/4] s\na 1 c [PATCH 1/4] one\nb 1 c [PATCH 2/4] two\nd 7 - [PATCH 3/4] three\ne 7 d [PATCH 4/4] four", "c:a,b,d,e")]
    public void Series_WhenItCameInParts_ThenTheyMeet(string mails, string expected) => SeriesOf(mails).ShouldBe(expected);

    [Theory]
    [InlineData("a 0 - [PATCH v2 1/4] one\nb 1 - [PATCH v2 1/4] one\nc 2 - [PATCH v2 1/4] one", "-:a…|-:b…|-:c…")]
    [InlineData("a 0 - [PATCH 1/2] one\nb 1 a [PATCH 2/2] two\nc 9 a [PATCH 1/2] one\nd 9 c [PATCH 2/2] two", "-:a,b|-:c,d")]
    [InlineData("a 0 - [PATCH 1/2] one\nb 1 a [PATCH 2/2] two\nc 9 a [PATCH 1/2] one\nd 9 a [PATCH 2/2] two", "-:a,b|-:c,d")]
    [InlineData("a 0 - [net,v2,1/2] one\nb 8 - [net,v2,2/2] two\nc 60 - [net,v2,1/2] one\nd 68 - [net,v2,2/2] two", "-:a,b|-:c,d")]
    [InlineData("a 0 - [PATCH bpf 1/2] one\nb 1 a [PATCH bpf 2/2] two\nc 3 a [PATCH bpf-next 1/2] three\nd 3 c [PATCH bpf-next 2/2] four", "-:a,b|-:c,d")]
    [InlineData("a 0 - [PATCH net 1/2] one\nb 0 - [PATCH net 2/2] two\nc 1 - [PATCH net 1/2] three\nd 1 - [PATCH net 2/2] four", "-:a,b|-:c,d")]
    [InlineData("c 0 - [PATCH 0/2] s\na 0 c [PATCH 1/2] one\nb 0 c [PATCH 2/2] two\ne 9 d [PATCH v2 2/2] two\nf 8 d [PATCH v2 1/2] one\nd 7 b [PATCH v2 0/2] s", "c:a,b|d:f,e")]
    [InlineData("a 0 - [PATCH 1/2] one\nb 9 a [PATCH v2 2/2] two", "-:a…|-:b…")]
    public void Series_WhenSeveralLookAlike_ThenEachStaysOne(string mails, string expected) => SeriesOf(mails).ShouldBe(expected);

    private static string SeriesOf(string mails)
    {
        var members = mails.Split('\n').Select(Read).ToList();
        var series = Clusters.Build(members).SelectMany(cluster => cluster.Series).OrderBy(one => one.Date).ThenBy(one => one.Head);
        return string.Join('|', series.Select(one =>
            $"{one.Cover?.Value ?? "-"}:{string.Join(',', one.Patches.Select(patch => patch.Message.Value))}{(one.IsComplete ? "" : "…")}"));
    }

    private static ThreadMember Read(string line)
    {
        var words = line.Split(' ', 4);
        var date = Sent.Monday.AddMinutes(int.Parse(words[1], CultureInfo.InvariantCulture)).ToString("ddd, d MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
        var answers = words[2] == "-" ? "" : $"In-Reply-To: <{words[2]}>\n";
        var isLetter = words[3].Contains("0/", StringComparison.Ordinal) || words[3].Contains("PATCHSET", StringComparison.Ordinal);
        var file = words[3].Split(' ')[^1];
        var body = isLetter ? "This counts.\n" : $"Ann counts {file}.\n\nSigned-off-by: Ann Author <ann@example.org>\n---\n{file}.c | 1 +\n\n--- a/{file}.c\n+++ b/{file}.c\n@@ -1 +1,2 @@\n x\n+{file}\n";
        var message = MessageReader.Read(Encoding.UTF8.GetBytes($"From: Ann Author <ann@example.org>\nDate: {date}\nSubject: {words[3]}\nMessage-Id: <{words[0]}>\n{answers}\n{body}"));
        return ThreadMember.Of(message, PatchMail.Read(message));
    }
}
