using System.Globalization;

namespace Tributary.Mail.Tests;

public sealed class MessageDateTests
{
    [Theory]
    [InlineData("Tue, 05 Mar 2024 10:20:30 +0100", "2024-03-05 09:20:30")]
    [InlineData("Tue, 5 Mar 2024 10:20:30 -0730", "2024-03-05 17:50:30")]
    [InlineData("tue, 5 MAR 2024 10:20:30 gmt", "2024-03-05 10:20:30")]
    [InlineData("5 Mar 2024 10:20", "2024-03-05 10:20:00")]
    [InlineData("5 March 2024 10:20:30 UTC", "2024-03-05 10:20:30")]
    [InlineData("Tue Mar  5 10:20:30 2024", "2024-03-05 10:20:30")]
    [InlineData("Tue Mar 5 10:20:30 2024 +0100", "2024-03-05 09:20:30")]
    [InlineData("Tue Mar 5 10:20:30 CET 2024", "2024-03-05 09:20:30")]
    [InlineData("Mar 5, 2024 10:20:30 PM", "2024-03-05 22:20:30")]
    [InlineData("Mar 5, 2024 12:20:30 am", "2024-03-05 00:20:30")]
    [InlineData("5-Mar-2024 10:20:30", "2024-03-05 10:20:30")]
    [InlineData("2024-03-05 10:20:30", "2024-03-05 10:20:30")]
    [InlineData("2024-03-05T10:20:30Z", "2024-03-05 10:20:30")]
    [InlineData("2024-03-05T10:20:30.123456+05:30", "2024-03-05 04:50:30")]
    [InlineData("Tue, 05 Mar 94 10:20:30 EST", "1994-03-05 15:20:30")]
    [InlineData("Tue, 05 Mar 24 10:20:30 EDT", "2024-03-05 14:20:30")]
    [InlineData("Sat, 05 Mar 124 10:20:30 +0000", "2024-03-05 10:20:30")]
    [InlineData("Tue, 05 Mar 2024 10:20:30 GMT+0200", "2024-03-05 08:20:30")]
    [InlineData("Tue, 05 Mar 2024 10:20:30 +02:00", "2024-03-05 08:20:30")]
    [InlineData("Tue, 05 Mar 2024 10:20:30 A", "2024-03-05 10:20:30")]
    [InlineData("Tue, 05 Mar 2024 10:20:30 -0000", "2024-03-05 10:20:30")]
    [InlineData("Tue, 05 Mar 2024 10:20:30 +0200 (CEST)", "2024-03-05 08:20:30")]
    [InlineData("Tuesday, 05 Mar 2024 10:20:30 +0200", "2024-03-05 08:20:30")]
    [InlineData("Tue, 05 Sept 2023 10:20:30 +0200", "2023-09-05 08:20:30")]
    [InlineData("Thu, 29 Feb 2024 23:59:60 +0000", "2024-02-29 23:59:59")]
    [InlineData("Mo, 05 Mar 2024 10:20:30 +0100", "2024-03-05 09:20:30")]
    [InlineData("Tue, 05 Mar 2024 10.20.30 +0100", "2024-03-05 09:20:30")]
    public void Date_WhenOfAnyKnownForm_ThenInUtc(string text, string expected)
    {
        var message = Mails.Read($"Date: {text}");
        message.Date.ShouldBe(DateTimeOffset.Parse(expected + "Z", CultureInfo.InvariantCulture), text);
        message.Codes().ShouldNotContain(DefectCode.DateBroken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("today")]
    [InlineData("Tue, 05 Mar 2024")]
    [InlineData("10:20:30 +0100")]
    [InlineData("Tue, 32 Mar 2024 10:20:30 +0100")]
    [InlineData("Thu, 29 Feb 2023 10:20:30 +0100")]
    [InlineData("Tue, 05 Mar 2024 25:20:30 +0100")]
    [InlineData("Tue, 05 Mar 2024 10:99:30 +0100")]
    [InlineData("Tue, 05 Xyz 2024 10:20:30 +0100")]
    [InlineData("99999999999999999999 Mar 2024 10:20:30")]
    [InlineData("Wed, 4 Jun 207777777777777777777714 17:50:46 0")]
    public void Date_WhenNone_ThenBroken(string text)
    {
        var message = Mails.Read($"Date: {text}");
        message.Date.ShouldBe(DateTimeOffset.UnixEpoch);
        message.Codes().ShouldBe([DefectCode.FromAbsent, DefectCode.MessageIdAbsent, DefectCode.DateBroken, DefectCode.DateUnknown], ignoreOrder: true);
    }

    [Theory]
    [InlineData("Tue, 05 Mar 2024 10:20:30 +9900")]
    [InlineData("Tue, 05 Mar 2024 10:20:30 +0199")]
    [InlineData("Tue, 05 Mar 2024 10:20:30 XYZ")]
    [InlineData("Tue, 05 Mar 2024 10:20:30 +12345678")]
    public void Zone_WhenUnknown_ThenUtcAndNoted(string text)
    {
        var message = Mails.Read($"Date: {text}");
        message.Date.ShouldBe(new DateTimeOffset(2024, 3, 5, 10, 20, 30, TimeSpan.Zero));
        message.Codes().ShouldContain(DefectCode.DateZoneUnknown);
    }

    [Theory]
    [InlineData("Wed, 06 Mar 2024 10:00:00 +0000", "2024-03-06 10:00:00")]
    [InlineData("Fri, 08 Mar 2024 10:00:00 +0000", "2024-03-05 08:00:00")]
    [InlineData("Mon, 01 Jan 2001 10:00:00 +0000", "2001-01-01 10:00:00")]
    [InlineData("Sun, 31 Dec 1989 23:59:59 +0000", "2024-03-05 08:00:00")]
    public void Date_WhenHeldAgainstReceived_ThenNotLaterThanTwoDays(string text, string expected)
    {
        const string received = "Received: from b by c; Tue, 5 Mar 2024 09:00:00 +0000\n"
            + "Received: from clock ahead by b; Tue, 5 Mar 2030 09:00:00 +0000\nReceived: from a by b; Tue, 5 Mar 2024 08:00:00 +0000\n";
        Mails.Read($"{received}Date: {text}").Date.ShouldBe(DateTimeOffset.Parse(expected + "Z", CultureInfo.InvariantCulture));
    }
}
