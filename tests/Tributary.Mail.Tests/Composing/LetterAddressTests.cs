namespace Tributary.Mail.Tests;

public sealed class LetterAddressTests
{
    [Theory]
    [InlineData("mara@example.org", "mara@example.org")]
    [InlineData("mara+bpf@example.org", "mara+bpf@example.org")]
    [InlineData("o'neill=x@lists.example.org", "o'neill=x@lists.example.org")]
    [InlineData("root@localhost", "root@localhost")]
    [InlineData("mara@bücher.example", "mara@xn--bcher-kva.example")]
    [InlineData("jörg@example.org", "jörg@example.org")]
    public void Address_WhenMailCanBeSentToIt_ThenIsRead(string text, string expected)
    {
        LetterAddress.TryRead(text, out var address).ShouldBeTrue();
        address.ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("mara")]
    [InlineData("@example.org")]
    [InlineData("mara@")]
    [InlineData("mara@@example.org")]
    [InlineData("mara m@example.org")]
    [InlineData("mara@exa mple.org")]
    [InlineData("mara@example.org>")]
    [InlineData("<mara@example.org")]
    [InlineData("mara@example.org\r\nRCPT TO:<v@example.org>")]
    [InlineData("mara\n@example.org")]
    [InlineData("mara@example.org\0")]
    [InlineData("mara@example..org")]
    [InlineData("mara.@example.org")]
    [InlineData(".mara@example.org")]
    [InlineData("ma..ra@example.org")]
    [InlineData("\"mara\"@example.org")]
    [InlineData("mara@[127.0.0.1]")]
    [InlineData("mara@-example.org")]
    [InlineData("mara,v@example.org")]
    [InlineData("mara\u202e@example.org")]
    [InlineData("mara\ud800@example.org")]
    [InlineData("mara@exa\u3002mple\r.org")]
    public void Address_WhenItIsNoneOrCarriesAnAttack_ThenIsRefused(string text) => LetterAddress.IsSendable(text).ShouldBeFalse();

    [Fact]
    public void Address_WhenItIsTooLong_ThenIsRefused()
    {
        LetterAddress.IsSendable($"{new string('a', 65)}@example.org").ShouldBeFalse();
        LetterAddress.IsSendable($"a@{string.Join('.', Enumerable.Repeat(new string('b', 60), 5))}").ShouldBeFalse();
        LetterAddress.IsSendable($"a@{new string('b', 64)}.org").ShouldBeFalse();
    }
}
