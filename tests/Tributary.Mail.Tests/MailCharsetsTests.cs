using System.Text;

namespace Tributary.Mail.Tests;

public sealed class MailCharsetsTests
{
    [Theory]
    [InlineData("utf8")]
    [InlineData("UTF-8")]
    [InlineData("\"utf-8\"")]
    [InlineData("us-ascii")]
    [InlineData("ANSI_X3.4-1968")]
    [InlineData("")]
    [InlineData("x-unknown")]
    [InlineData("unknown-8bit")]
    [InlineData("3Dtf-8\"")]
    [InlineData("y")]
    [InlineData("utf-7")]
    public void Utf8Bytes_WhenCharsetIsOneOfThese_ThenUtf8(string charset)
    {
        MailCharsets.Decode("größer"u8, charset, out var used).ShouldBe("größer");
        used.ShouldBe("utf-8");
    }

    [Theory]
    [InlineData("iso-8859-1", "e9", "é")]
    [InlineData("latin1", "e9", "é")]
    [InlineData("iso8859-15", "a4", "€")]
    [InlineData("iso_8859-2", "b1", "ą")]
    [InlineData("windows-1250", "b9", "ą")]
    [InlineData("cp1251", "cf", "П")]
    [InlineData("windows1252", "80", "€")]
    [InlineData("koi8-r", "d4cbc1ced8", "ткань")]
    [InlineData("koi8-u", "a4", "є")]
    [InlineData("cp-850", "81", "ü")]
    [InlineData("ibm437", "81", "ü")]
    [InlineData("macintosh", "8a", "ä")]
    [InlineData("gb2312", "b2e2cad4", "测试")]
    [InlineData("GBK", "b2e2cad4", "测试")]
    [InlineData("gb18030", "81308839", "Õ")]
    [InlineData("hz-gb-2312", "7e7b32624a547e7d", "测试")]
    [InlineData("big5", "b4fab8d5", "測試")]
    [InlineData("euc-kr", "c7d1b1b9", "한국")]
    [InlineData("ks_c_5601-1987", "c7d1b1b9", "한국")]
    [InlineData("shift_jis", "83658358", "テス")]
    [InlineData("windows-31j", "83658358", "テス")]
    [InlineData("euc-jp", "a5c6a5b9", "テス")]
    [InlineData("iso-2022-jp", "1b2442254625391b2842", "テス")]
    [InlineData("iso-8859-8-i", "f9ec", "של")]
    [InlineData("tis-620", "a1", "ก")]
    [InlineData("utf-16le", "e9000a00", "é\n")]
    [InlineData("utf-16be", "00e9", "é")]
    [InlineData("utf-32le", "e9000000", "é")]
    public void Bytes_WhenCharsetIsKnown_ThenItsCharacters(string charset, string hex, string expected) =>
        MailCharsets.Decode(Convert.FromHexString(hex), charset, out _).ShouldBe(expected);

    [Fact]
    public void AnyBytes_WhenAnyCharset_ThenNeverThrowsNorLonesASurrogate()
    {
        var bytes = Enumerable.Range(0, 1024).Select(value => (byte)((value * 7) ^ (value >> 3))).ToArray();
        var names = Encoding.GetEncodings().Select(info => info.Name).Concat(CodePagesEncodingProvider.Instance.GetEncodings().Select(info => info.Name));
        foreach (var name in names.Append("no such").Append(new string('x', 100_000)))
        {
            var text = MailCharsets.Decode(bytes, name, out _);
            Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).ShouldBe(text, name[..Math.Min(name.Length, 20)]);
        }
    }

    [Fact]
    public void NoByte_WhenGuessed_ThenLost()
    {
        var bytes = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        MailCharsets.Decode(bytes, "x-unknown", out var used).Length.ShouldBe(256);
        used.ShouldBe("windows-1252");
    }
}
