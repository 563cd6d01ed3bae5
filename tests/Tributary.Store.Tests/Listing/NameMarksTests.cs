using Shouldly;

namespace Tributary.Store.Tests;

public class NameMarksTests
{
    [Fact]
    public void Place_WhenNamesAreParted_ThenTheOrderOfPlacesIsThatOfNames()
    {
        var names = Enumerable.Range(0, 5000).Select(number => $"[bpf-next,{number % 7}/7] Grüße {number * 7919 % 5000} \uFFFD").ToList();
        var marks = NameMarks.Of(names, upTo: 5000);

        marks.Count.ShouldBe(NameMarks.Most);
        var sorted = names.Order(StringComparer.Ordinal).ToList();
        sorted.Select(marks.PlaceOf).ShouldBe(sorted.Select(marks.PlaceOf).Order());
        sorted.CountBy(marks.PlaceOf).Max(part => part.Value).ShouldBeLessThan(40);
    }

    [Fact]
    public void Range_WhenAPartIsAsked_ThenItHoldsItsNamesAndNoOthers()
    {
        var marks = NameMarks.Of(["b", "d", "d", "f"], upTo: 1);

        (marks.PlaceOf(""), marks.PlaceOf("az"), marks.PlaceOf("b"), marks.PlaceOf("e"), marks.PlaceOf("z")).ShouldBe(((byte)0, (byte)0, (byte)1, (byte)2, (byte)3));
        marks.Range(0, 1).ShouldBe((null, "d"));
        marks.Range(2, 2).ShouldBe(("d", "f"));
        marks.Range(3, 3).ShouldBe(("f", null));
    }

    [Fact]
    public void Place_WhenNamesAreOfSignsBeyondTheBasicPlane_ThenTheyStandAsTheDatabasesSortThem() =>
        NameMarks.Of(["\uFFFD", "\U0001F600"], upTo: 1).PlaceOf("\U0001F600").ShouldBe((byte)2);

    [Fact]
    public void Marks_WhenThereAreNoNames_ThenAllStandInOnePart() => NameMarks.Of([], upTo: 0).Count.ShouldBe(1);
}
