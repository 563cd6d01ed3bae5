namespace Tributary.Server.Tests;

public sealed class FollowedSourceViewTests
{
    [Theory]
    [InlineData("https://ann:secret@lore.example.org/list/", "https://lore.example.org/list/")]
    [InlineData("https://lore.example.org/list/0?token=x", "https://lore.example.org/list/0")]
    [InlineData("/var/mail/ann/list", "…/list")]
    [InlineData("/var/mail/ann/list/", "…/list")]
    public void Location_WhenShownToEverybody_ThenItHoldsNoSecretAndNoPath(string location, string shown) => FollowedSourceView.Shown(location).ShouldBe(shown);
}
