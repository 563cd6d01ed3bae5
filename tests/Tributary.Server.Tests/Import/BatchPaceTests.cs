using System.Collections.Immutable;
using System.Text;
using Tributary.Mail;
using Tributary.Store;

namespace Tributary.Server.Tests;

public sealed class BatchPaceTests
{
    private static readonly ImmutableArray<NewMessage> Mails =
        [.. Enumerable.Range(0, 1000).Select(static number => NewMessage.Read(Encoding.ASCII.GetBytes($"Message-Id: <{number}@example.org>\nSubject: x\n\ny\n")))];

    [Fact]
    public void Batch_WhenNobodyWaits_ThenItIsWrittenWhole()
    {
        var batch = new ImportBatch(1, 1, Mails, [new MessageId("gone@example.org")], "{}");

        var piece = new BatchPace { Position = "" }.Cut(batch, () => false).ShouldHaveSingleItem();

        piece.ShouldBe(batch);
    }

    [Fact]
    public void Batch_WhenPeopleWait_ThenItsPiecesAreShortAndHoldAllOfItOnce()
    {
        var batch = new ImportBatch(1, 1, Mails, [new MessageId("gone@example.org")], "the end");
        var pace = new BatchPace { Position = "the start" };

        var first = true;
        var pieces = pace.Cut(batch, () => first && !(first = false)).ToList();

        pieces.Count.ShouldBe(2);
        pieces[0].Messages.Length.ShouldBeLessThan(1000);
        pieces[0].Deleted.Length.ShouldBe(1);
        pieces[1].Deleted.ShouldBeEmpty();
        pieces.SelectMany(static piece => piece.Messages).ShouldBe(Mails);
        pieces.Select(static piece => piece.Position).ShouldBe(["the start", "the end"]);
    }
}
