using Shouldly;

namespace Tributary.Policy.Tests;

public sealed class HandbookTextTests
{
    [Fact]
    public void Clauses_WhenRead_ThenEachHasItsOwnIdAndSaysSomething()
    {
        HandbookText.Clauses.Select(clause => clause.Id).ShouldBeUnique();
        HandbookText.Clauses.Length.ShouldBeGreaterThan(40);
        HandbookText.Clauses.ShouldAllBe(clause => clause.Says.TrimEnd(')').EndsWith('.') && clause.About.Length > 0 && clause.Chapter.Length > 0);
    }
}
