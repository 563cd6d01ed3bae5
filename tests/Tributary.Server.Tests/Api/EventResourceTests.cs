namespace Tributary.Server.Tests;

public sealed class EventResourceTests
{
    [Fact]
    public async Task Events_WhenMailCame_ThenEachHasThePayloadOfItsCategory()
    {
        await using var bench = await ApiBench.OpenAsync(
            WebBench.Mail("c@example.org", "[PATCH 0/1] all of it", "What it does."),
            WebBench.Patch("p@example.org", "[PATCH 1/1] one", "In-Reply-To: <c@example.org>\n", hour: 1),
            WebBench.Mail("r@example.org", "Re: [PATCH 1/1] one", "Fine.", "In-Reply-To: <p@example.org>\n", hour: 2));

        var events = (await bench.GetAsync("/api/1.4/events/?per_page=100")).Data.EnumerateArray()
            .ToDictionary(happened => happened.GetProperty("category").GetString()!, happened => happened.GetProperty("payload"));

        events.Keys.ShouldBe(["cover-created", "patch-created", "patch-completed", "series-created", "series-completed", "patch-comment-created"], ignoreOrder: true);
        events["patch-completed"].EnumerateObject().Select(field => field.Name).ShouldBe(["patch", "series"]);
        events["cover-created"].GetProperty("cover").GetProperty("msgid").GetString().ShouldBe("<c@example.org>");
        var comment = events["patch-comment-created"].GetProperty("comment");
        comment.GetProperty("url").GetString().ShouldEndWith($"/api/1.4/patches/{events["patch-created"].GetProperty("patch").GetProperty("id")}/comments/{comment.GetProperty("id")}/");
        comment.GetProperty("name").GetString().ShouldBe("Re: [PATCH 1/1] one");
    }

    [Theory]
    [InlineData("/api/1.2/events/", 2)]
    [InlineData("/api/1.3/events/", 3)]
    [InlineData("/api/events/", 3)]
    [InlineData("/api/1.4/events/?category=patch-created", 1)]
    [InlineData("/api/1.4/events/?category=patch-comment-created", 1)]
    [InlineData("/api/1.2/events/?category=patch-comment-created", 0)]
    [InlineData("/api/1.4/events/?category=patch-archived", 0)]
    [InlineData("/api/1.4/events/?category=nonsense", 0)]
    [InlineData("/api/1.4/events/?project=first", 3)]
    [InlineData("/api/1.4/events/?project=2", 0)]
    [InlineData("/api/1.4/events/?project=", 0)]
    [InlineData("/api/1.4/events/?series=x", 0)]
    [InlineData("/api/1.4/events/?actor=nobody", 0)]
    [InlineData("/api/1.1/events/?actor=nobody", 2)]
    [InlineData("/api/1.4/events/?since=nonsense", 0)]
    [InlineData("/api/1.4/events/?since=2999-01-01", 0)]
    [InlineData("/api/1.4/events/?since=2020-01-01T00:00:00%2B0100", 3)]
    [InlineData("/api/1.4/events/?before=2999-01-01T00:00:00Z", 3)]
    [InlineData("/api/1.4/events/?nonsense=x", 3)]
    public async Task Events_WhenFiltered_ThenPatchworksRulesHold(string address, int count)
    {
        await using var bench = await ApiBench.OpenAsync(
            WebBench.Mail("p@example.org", "[PATCH 1/2] one", "Why.\n---\ndiff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n+y\n"),
            WebBench.Mail("r@example.org", "Re: [PATCH 1/2] one", "Fine.", "In-Reply-To: <p@example.org>\n", hour: 2));

        var events = (await bench.GetAsync(address)).Data;

        events.EnumerateArray().Select(happened => happened.GetProperty("category").GetString()).Except(["patch-completed"]).Count().ShouldBe(count, events.GetRawText());
    }
}
