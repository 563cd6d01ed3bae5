namespace Tributary.Server.Tests;

/// <summary>Who may ask for a fix, or refuse one, on the page of the queue for stable kernels.</summary>
[Trait("Clause", "STB-2")]
public sealed class StableFormTests
{
    [Fact]
    public async Task Form_WhenItIsSent_ThenOnlyMaintainersAreHeard()
    {
        await using var bench = await WorkPageTests.OpenAsync();
        using var rae = await WorkPageTests.SignInAsync(bench, "rae");
        using var mara = await WorkPageTests.SignInAsync(bench, "mara");

        (await rae.PostWithTokenAsync("/stable/ask", ("commit", "0123456789ab"), ("branches", "6.6"))).Status.ShouldBe(403);
        (await rae.PostWithTokenAsync("/stable/1/refuse", ("reason", "x"))).Status.ShouldBe(403);
        (await rae.PageAsync("/stable")).QuerySelector("form[action='/stable/ask']").ShouldBeNull();

        (await mara.PostWithTokenAsync("/stable/ask", ("commit", "0123456789ab"), ("branches", "6.6"))).Status.ShouldBe(303);
        (await mara.PageAsync("/stable")).QuerySelector(".notice")!.TextContent.ShouldContain("There is no index of commits yet");
        (await mara.PostWithTokenAsync("/stable/1/refuse", ("reason", ""))).Status.ShouldBe(303);
        (await mara.PageAsync("/stable")).QuerySelector(".notice")!.TextContent.ShouldContain("Say why");
    }
}
