namespace Tributary.Server.Tests;

public sealed class PatchworkAddressesTests
{
    [Theory]
    [InlineData("a-1.b@example.org", "/project/first/patch/a-1.b@example.org/mbox/")]
    [InlineData("a/../b@x", "/project/first/patch/a%2F..%2Fb@x/mbox/")]
    [InlineData("a+b=c$d%e@x", "/project/first/patch/a+b=c$d%25e@x/mbox/")]
    [InlineData("a b?c#d\u00e9@x", "/project/first/patch/a%20b%3Fc%23d%C3%A9@x/mbox/")]
    public void Address_WhenAnIdHoldsOddSigns_ThenItIsOneSegment(string id, string address) =>
        PatchworkAddresses.PatchMbox("first", new(id)).ShouldBe(address);

    [Fact]
    public void Address_WhenABundleIsNamedOddly_ThenItIsOneSegment() =>
        PatchworkAddresses.BundleMbox("ann", "for/6.10 & on").ShouldBe("/bundle/ann/for%2F6.10%20&%20on/mbox/");
}
