using FsCheck;
using FsCheck.Fluent;
using Tributary.Mail;

namespace Tributary.Server.Tests;

public sealed class AddressedIdTests
{
    [Theory]
    [InlineData("20240101.1@example.org")]
    [InlineData("a/b/../c@example.org")]
    [InlineData("100%25+x=y@example.org")]
    [InlineData("ends.json")]
    [InlineData("ends/raw")]
    [InlineData("ends/raw.json")]
    [InlineData("a b\t\"c\"#?&;@é.example")]
    public void Id_WhenItsAddressIsRead_ThenItIsTheFirstReading(string id)
    {
        AddressedId.Parse(Addresses.Message(new(id))).Readings[0].ShouldBe(new(new(id), AnswerForm.Page));
    }

    [Fact]
    public void Id_WhenItIsAnything_ThenItsAddressLeadsBack()
    {
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll<NonEmptyString>(any =>
        {
            var id = new MessageId(any.Get);
            if (HasLoneSurrogate(any.Get)) return true;
            return AddressedId.Parse(Addresses.Message(id) + "?x=1").Readings.Contains(new(id, AnswerForm.Page))
                && AddressedId.Parse(Addresses.Message(id) + ".json").Readings.Contains(new(id, AnswerForm.Json))
                && AddressedId.Parse(Addresses.Raw(id)).Readings.Contains(new(id, AnswerForm.Raw));
        }));
    }

    [Fact]
    public void Ending_WhenAnIdMayBearIt_ThenTheExactIdIsTriedFirst()
    {
        AddressedId.Parse("/message/x.json").Readings.ShouldBe([new(new("x.json"), AnswerForm.Page), new(new("x"), AnswerForm.Json)]);
        AddressedId.Parse("/message/x/raw").Readings.ShouldBe([new(new("x/raw"), AnswerForm.Page), new(new("x"), AnswerForm.Raw)]);
    }

    [Theory]
    [InlineData("http://host:80/patch/x@y?q", "x@y")]
    [InlineData("/patch/%3Cx@y%3E", "x@y")]
    [InlineData("/patch/x@y/", "x@y")]
    public void Id_WhenItIsWrittenLoosely_ThenItIsAmongTheReadings(string target, string id) =>
        AddressedId.Parse(target).Readings.ShouldContain(new AddressReading(new(id), AnswerForm.Page));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/message")]
    [InlineData("/message/")]
    [InlineData("/message/?q")]
    public void Id_WhenThereIsNone_ThenThereIsNoReading(string target) => AddressedId.Parse(target).Readings.ShouldBeEmpty();

    private static bool HasLoneSurrogate(string text) => text.EnumerateRunes().Any(rune => rune == System.Text.Rune.ReplacementChar);
}
