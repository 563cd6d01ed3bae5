using System.Net;

namespace Tributary.Server.Tests;

public sealed class WebhookPolicyTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.7")]
    [InlineData("203.0.113.9")]
    [InlineData("224.0.0.1")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:0:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b:1::a00:1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:10::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("3fff::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("5f00::1")]
    public void Address_WhenItIsSomebodysOwn_ThenIsNotPublic(string address) => PublicAddress.IsPublic(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001::1")]
    public void Address_WhenAnybodyMayCallIt_ThenIsPublic(string address) => PublicAddress.IsPublic(IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("ftp://example.org/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://example.org/")]
    [InlineData("example.org/hook")]
    [InlineData("")]
    [InlineData("http://ann:secret@example.org/")]
    [InlineData("https://example.org/#x")]
    [InlineData("https://example.org/\r\nX-Header: y")]
    [InlineData("https://example.org/a b")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:7f00:1]/")]
    [InlineData("http://[fe80::1%25eth0]/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://example.org:22/")]
    [InlineData("http://example.org:25/")]
    [InlineData("http://example.org:6379/")]
    public void Url_WhenItIsNoneForAWebhook_ThenTheSentenceSaysWhy(string url) => WebhookPolicy.Strict.Refuse(url).ShouldNotBeNull();

    [Theory]
    [InlineData("https://example.org/hook?x=1")]
    [InlineData("http://example.org/")]
    [InlineData("https://example.org:8443/")]
    [InlineData("https://bücher.example/")]
    public void Url_WhenItIsOneForAWebhook_ThenIsTaken(string url) => WebhookPolicy.Strict.Refuse(url).ShouldBeNull();

    [Fact]
    public void Hosts_WhenTheAdministratorAllowsThem_ThenAreCalledThoughTheyArePrivate()
    {
        WebhookPolicy.TryRead(["ci.example.org", "10.1.0.0/16", "127.0.0.1", "fd00::/8"], out var policy, out _).ShouldBeTrue();

        policy.Refuse("http://10.1.2.3:8080/").ShouldBeNull();
        policy.Refuse("http://10.2.2.3:8080/").ShouldNotBeNull();
        policy.Refuse("http://[fd00::7]/").ShouldBeNull();
        policy.Refuse("http://ci.example.org:22/").ShouldBeNull();
        policy.Choose("CI.example.org", [IPAddress.Loopback]).ShouldBe([IPAddress.Loopback]);
        policy.Choose("other.example.org", [IPAddress.Loopback, IPAddress.Parse("10.9.9.9"), IPAddress.IPv6Loopback]).ShouldBe([IPAddress.Loopback]);
        WebhookPolicy.TryRead(["10.1.0.0/99"], out _, out var wrong).ShouldBeFalse();
        wrong.ShouldBe("10.1.0.0/99");
    }
}
