using System.Text;

namespace Tributary.Mail.Tests;

public sealed class SenderProofTests
{
    [Theory]
    [InlineData("mx.example.org; dkim=pass header.d=kernel.org header.s=k20", true)]
    [InlineData("mx.example.org 1; dkim=pass (1024-bit key) header.i=@kernel.org", true)]
    [InlineData("MX.example.org; spf=fail; dmarc=pass (p=none) header.from=kernel.org", true)]
    [InlineData("mx.example.org; spf=pass smtp.mailfrom=ann@kernel.org", true)]
    [InlineData("mx.example.org; dkim=pass header.d=org", false)]
    [InlineData("mx.example.org; dkim=fail header.d=kernel.org", false)]
    [InlineData("mx.example.org; dkim=pass header.d=evil.example", false)]
    [InlineData("mx.example.org; dkim=pass header.d=notkernel.org", false)]
    [InlineData("mx.example.org; dmarc=pass header.from=list.example", false)]
    [InlineData("mx.example.org; none (dkim=pass header.d=kernel.org)", false)]
    [InlineData("other.example; dkim=pass header.d=kernel.org", false)]
    [InlineData("", false)]
    [InlineData(";;;(((", false)]
    public void Results_WhenOfTheTrustedRelay_ThenTheyProve(string results, bool isProven) =>
        SenderProof.IsProven(Read($"Authentication-Results: {results}\n"), ["mx.example.org"]).ShouldBe(isProven);

    [Fact]
    public void Results_WhenOlderOnesSayOtherwise_ThenTheNewestOfTheRelayCount() =>
        SenderProof.IsProven(Read("Authentication-Results: mx.example.org; dkim=fail header.d=kernel.org\nAuthentication-Results: mx.example.org; dkim=pass header.d=kernel.org\n"), ["mx.example.org"]).ShouldBeFalse();

    [Fact]
    public void Signature_WhenOfTheDomainAbove_ThenItServes() =>
        SenderProof.IsProven(Read("Authentication-Results: mx.example.org; dkim=pass header.d=example.com\n", "ann@lists.example.com"), ["mx.example.org"]).ShouldBeTrue();

    private static Message Read(string headers, string from = "ann@kernel.org") => MessageReader.Read(Encoding.UTF8.GetBytes($"{headers}From: Ann <{from}>\nSubject: x\n\nx\n"));
}
