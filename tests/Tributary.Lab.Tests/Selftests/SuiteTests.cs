namespace Tributary.Lab.Tests;

public sealed class SuiteTests
{
    [Fact]
    public void Suites_WhenSeveralAreNamed_ThenEachHasItsFilter()
    {
        Suite.TryParse("test_verifier:10-12,test_maps, test_progs:atomics,test_sock", out var suites).ShouldBeTrue();

        suites.Select(suite => $"{suite.Program} {string.Join(' ', suite.Arguments)}".TrimEnd()).ShouldBe(["test_verifier 10 12", "test_maps", "test_progs -t atomics", "test_sock"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("-f")]
    [InlineData("CC=evil")]
    [InlineData("test_maps,$(shell x)")]
    [InlineData("a/b")]
    public void Suites_WhenAWordIsNoProgram_ThenNothingIsTaken(string text) => Suite.TryParse(text, out _).ShouldBeFalse();
}
