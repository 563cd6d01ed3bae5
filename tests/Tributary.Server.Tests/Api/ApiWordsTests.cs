using Microsoft.AspNetCore.Http;

namespace Tributary.Server.Tests;

/// <summary>Times, pages and addresses as clients write and read them.</summary>
public sealed class ApiWordsTests
{
    [Theory]
    [InlineData("2024-05-06", "2024-05-06T00:00:00Z")]
    [InlineData("2024-05-06T07:08", "2024-05-06T07:08:00Z")]
    [InlineData("2024-05-06 07:08:09", "2024-05-06T07:08:09Z")]
    [InlineData("2024-05-06T07:08:09.123456", "2024-05-06T07:08:09.123456Z")]
    [InlineData("2024-05-06T07:08:09Z", "2024-05-06T07:08:09Z")]
    [InlineData("2024-05-06T07:08:09+02:00", "2024-05-06T05:08:09Z")]
    [InlineData("2024-05-06T07:08:09-0230", "2024-05-06T09:38:09Z")]
    [InlineData("2024-05-06T07:08:09+02", "2024-05-06T05:08:09Z")]
    [InlineData("2024-05-06T07:08:09,25", "2024-05-06T07:08:09.25Z")]
    [InlineData("2024-05-06T07:08:09.123456789+02:00", "2024-05-06T05:08:09.1234567Z")]
    [InlineData(" 2024-5-6 ", "2024-05-06T00:00:00Z")]
    public void Time_WhenItIsIso8601_ThenItIsInUtc(string text, string wanted)
    {
        IsoTime.TryParse(text, out var time).ShouldBeTrue();

        time.ShouldBe(DateTimeOffset.Parse(wanted, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2024-02-30")]
    [InlineData("2024-05-06T25:00:00")]
    [InlineData("2024-05-06T07:08:09 02:00")]
    [InlineData("0000-00-00")]
    [InlineData("+")]
    public void Time_WhenItIsNone_ThenItIsRefused(string text) => IsoTime.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData(null, 30)]
    [InlineData("0", 30)]
    [InlineData("-5", 30)]
    [InlineData("x", 30)]
    [InlineData("7", 7)]
    [InlineData("250", 250)]
    [InlineData("251", 250)]
    [InlineData("99999999999999999999", 250)]
    public void PageSize_WhenAsked_ThenItIsFrom1To250And30WhereItIsNone(string? words, int size) => PageNumber.ReadSize(words).ShouldBe(size);

    [Theory]
    [InlineData("7", true)]
    [InlineData(" -7 ", true)]
    [InlineData("7.0", true)]
    [InlineData("7.5", false)]
    [InlineData("x", false)]
    [InlineData("", false)]
    [InlineData("1234567890123456789012345678901", false)]
    public void Number_WhenItIsWhole_ThenItIsRead(string word, bool isRead) => WholeNumber.TryRead(word, out _).ShouldBe(isRead);

    [Fact]
    public void Address_WhenTheSiteHasAPublicOne_ThenThatStandsInAnswers()
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host) = ("http", new HostString("127.0.0.1", 5080));

        ApiAddresses.Of(request, publicUrl: null, ApiVersion.V12).Url("patches/1/").ShouldBe("http://127.0.0.1:5080/api/1.2/patches/1/");
        var known = ApiAddresses.Of(request, "https://patches.example.org/", version: null);
        known.Url("patches/1/").ShouldBe("https://patches.example.org/api/patches/1/");
        known.Absolute("/series/1/mbox/").ShouldBe("https://patches.example.org/series/1/mbox/");
    }
}
