namespace Tributary.Server.Tests;

public sealed class HandbookPageTests
{
    [Fact]
    public async Task Handbook_WhenShown_ThenPageAndDataHoldEveryClause()
    {
        await using var bench = await WebBench.OpenAsync([]);

        var page = await bench.PageAsync("/handbook");
        var data = (await bench.DataAsync("/handbook.json")).GetProperty("clauses");

        data.EnumerateArray().Select(clause => clause.GetProperty("id").GetString()).ShouldContain("PFX-1");
        page.QuerySelectorAll("dl.clauses dt").Length.ShouldBe(data.GetArrayLength());
        data.EnumerateArray().ShouldAllBe(clause => clause.GetProperty("served").GetBoolean() == (clause.GetProperty("by").GetArrayLength() > 0));
    }
}
