using System.Text;

namespace Tributary.Mail.Tests;

public sealed class MailLimitsTests
{
    [Fact]
    public void Message_WhenOverTheLimit_ThenQuarantine() =>
        Mails.Read("A: 1", new() { MessageBytes = 5 }).Unreadable.ShouldBe("It is larger than 5 bytes.");

    [Fact]
    public void Headers_WhenTooMany_ThenTheFirstAreReadAndTheBodyIsFound()
    {
        var message = Mails.Read("A: 1\nB: 2\nC: 3\n c\nD: 4", new() { Headers = 2 });
        message.Headers.Length.ShouldBe(2);
        message.Codes().ShouldContain(DefectCode.HeadersTooMany);
        message.Parts.ShouldHaveSingleItem().Text.ShouldBe("word\n");
    }

    [Fact]
    public void Header_WhenTooLong_ThenItsBeginning()
    {
        var message = Mails.Read("Subject: " + new string('x', 100) + "\n y\nB: 2", new() { HeaderBytes = 20 });
        message.Subject.ShouldBe(new string('x', 11));
        message.FindHeader("B").ShouldBe("2");
        message.Codes().ShouldContain(DefectCode.HeaderTooLong);
    }

    [Fact]
    public void Addresses_WhenTooMany_ThenTheFirst()
    {
        var message = Mails.Read("To: a@b, c@d, e@f\nTo: g@h", new() { Addresses = 2 });
        message.To.Select(mailbox => mailbox.Address).ShouldBe(["a@b", "c@d"]);
        message.Codes().ShouldContain(DefectCode.AddressesTooMany);
    }

    [Fact]
    public void References_WhenTooMany_ThenTheFirstAndTheLast()
    {
        var message = Mails.Read("References: <1@x> <2@x> <3@x> <4@x> <5@x>", new() { References = 3 });
        message.References.Select(id => id.Value).ShouldBe(["1@x", "4@x", "5@x"]);
        message.Codes().ShouldContain(DefectCode.ReferencesTooMany);
    }

    [Fact]
    public void Parts_WhenTooManyOrTooDeep_ThenNoted()
    {
        const string mixed = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n1\n--b\n\n2\n--b\n\n3\n--b--";
        MessageReader.Read(Encoding.ASCII.GetBytes(mixed), new() { Parts = 2 }).Parts.Length.ShouldBe(2);
        var flat = MessageReader.Read(Encoding.ASCII.GetBytes(mixed), new() { Depth = 0 });
        flat.Parts.ShouldHaveSingleItem().ContentType.ShouldBe("multipart/mixed");
        flat.Codes().ShouldContain(DefectCode.NestedTooDeep);
    }
}
