using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Tributary.Mail.Tests;

/// <summary>What is expected was said by Python's email package.</summary>
public sealed class RefoldedHeadersTests
{
    [Theory]
    [InlineData("Subject: a title", "a title")]
    [InlineData("Subject:", "")]
    [InlineData("Subject: a title that is so long that it goes far over the seventy-eight columns of a mail",
        "a title that is so long that it goes far over the seventy-eight\n columns of a mail")]
    [InlineData("To: a@example.org, b@example.org, c@example.org, d@example.org, e@example.org, f@example.org",
        "a@example.org, b@example.org, c@example.org, d@example.org, e@example.org,\n f@example.org")]
    [InlineData("Received: from a (b\n [192.0.2.1])\n\tby c", "from a (b\n [192.0.2.1])\n\tby c")]
    [InlineData("X-Long: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "\n xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public void Value_WhenPlain_ThenItIsFoldedAsPythonDoes(string header, string value) => Refold(header).ShouldBe(value);

    [Theory]
    [InlineData("From: =?UTF-8?Q?Zo=C3=AB_Caf=C3=A9?= <zoe@example.org>", "=?utf-8?b?Wm/DqyBDYWbDqQ==?= <zoe@example.org>")]
    [InlineData("From: =?ISO-8859-1?Q?J=FCrgen?= <j@example.org>", "=?iso-8859-1?q?J=FCrgen?= <j@example.org>")]
    [InlineData("Subject: =?gb2312?B?1cXI/Q==?= =?gb2312?B?wO7LxA==?=", "=?eucgb2312_cn?b?1cXI/cDuy8Q=?=")]
    [InlineData("Subject: =?no-such?q?a=FFb?= word", "=?unknown-8bit?q?a=FFb__word?=")]
    [InlineData("Cc: =?utf-8?q?a?=\n =?utf-8?q?b?=", "=?utf-8?q?ab?=")]
    [InlineData("Subject: =?us-ascii?Q?plain?= word", "plain  word")]
    [InlineData("Subject: =?utf-8?b?####?= x", "x")]
    [InlineData("Subject: =?utf-8?b?YQ?=", "=?utf-8?q?a?=")]
    public void Value_WhenItHoldsEncodedWords_ThenTheyAreMadeAnew(string header, string value) => Refold(header).ShouldBe(value);

    [Fact]
    public void Value_WhenItHolds8BitBytes_ThenAllOfItIsAnUnknownCharset() =>
        Refold(Encoding.Latin1.GetString("From: Zoë <zoe@example.org>"u8)).ShouldBe("=?unknown-8bit?b?Wm/DqyA8em9lQGV4YW1wbGUub3JnPg==?=");

    [Fact]
    public void Value_WhenItsWordIsLong_ThenItIsPartedBetweenCharacters() =>
        Refold($"Subject: =?utf-8?q?{string.Concat(Enumerable.Repeat("=C3=A9", 40))}?=")
            .ShouldBe("=?utf-8?b?w6nDqcOpw6nDqcOpw6nDqcOpw6nDqcOpw6nDqcOpw6nDqcOpw6nDqcOp?=\n\t=?utf-8?b?w6nDqcOpw6nDqcOpw6nDqcOpw6nDqcOpw6nDqcOpw6nDqcOpw6k=?=");

    [Fact]
    public void Headers_WhenRepeated_ThenAllAreThereInOrder() =>
        RefoldedHeaders.Of(Mails.Read("A: 1\nb: 2\nA: 3")).ShouldBe([new("A", "1"), new("b", "2"), new("A", "3")]);

    [Fact]
    public void Find_WhenAbsent_ThenItIsEmpty() => RefoldedHeaders.Find(RefoldedHeaders.Of(Mails.Read("A: 1")), "Subject").ShouldBe("");

    [Fact]
    public void Headers_WhenOfAnyText_ThenNothingIsThrownAndAllIsAscii() => Prop.ForAll<NonNull<string>>(text =>
    {
        var headers = RefoldedHeaders.Of(MessageReader.Read(Encoding.UTF8.GetBytes($"Subject: {text.Get} =?utf-8?q?{text.Get}?=\n\nword\n")));
        return headers.All(header => Ascii.IsValid(header.Value));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Value_WhenWrittenOnceMore_ThenALineThatWasLeftWideIsBroken()
    {
        var kept = RefoldedHeaders.Of(Mails.Read("Subject: [tree-next, v4, 07/11] area: part: turn all to the_function_that_sets_it_for_a_whole_socket_now()")).Single();

        kept.Value.ShouldBe("[tree-next, v4,\n 07/11] area: part: turn all to the_function_that_sets_it_for_a_whole_socket_now()");
        RefoldedHeaders.Again(kept).ShouldBe("[tree-next, v4,\n 07/11] area: part: turn all to\n the_function_that_sets_it_for_a_whole_socket_now()");
        RefoldedHeaders.Again(new("To", "a@example.org,\n b@example.org")).ShouldBe("a@example.org,\n b@example.org");
    }

    private static string Refold(string header) => RefoldedHeaders.Of(Mails.Read(header)).Single().Value;
}
