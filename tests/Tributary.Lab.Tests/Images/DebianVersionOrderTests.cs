namespace Tributary.Lab.Tests;

public sealed class DebianVersionOrderTests
{
    // dpkg --compare-versions says the same of each pair.
    [Theory]
    [InlineData("6.1.99-1", "6.1.192-2")]
    [InlineData("6.1.192-1", "6.1.192-2")]
    [InlineData("6.1~rc3-1~exp1", "6.1-1")]
    [InlineData("6.1.4-1~bpo11+1", "6.1.4-1")]
    [InlineData("6.1.4-1", "6.1.4-1+deb12u1")]
    public void Version_WhenItIsOlder_ThenItComesFirst(string older, string newer)
    {
        DebianVersionOrder.Comparer.Compare(older, newer).ShouldBeLessThan(0);
        DebianVersionOrder.Comparer.Compare(newer, older).ShouldBeGreaterThan(0);
        DebianVersionOrder.Comparer.Compare(newer, newer).ShouldBe(0);
    }
}
