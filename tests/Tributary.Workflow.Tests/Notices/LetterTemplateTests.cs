using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Tributary.Workflow.Tests;

public sealed class LetterTemplateTests
{
    private static readonly TemplateFields Fields = NoticeKind.Accepted.Fields;

    [Fact]
    public void Template_WhenFilledIn_ThenNamesConditionsAndListsStandForTheirs() =>
        Write("To {submitter}: {{x}}\n{?by}\nby {by}\n{/by}\n{?link}\nnot here\n{/link}\n{#patches}\n  - {patch}\n{?commit}\n    {commit} in {tree}\n{/commit}\n{/patches}\nEnd")
            .ShouldBe("To Ada: {x}\nby Mara\n  - one\n    abc in bpf\n  - two {by}\nEnd\n");

    [Theory]
    [InlineData("Hello\n{nobody}", "line 2: there is no nobody; there is submitter,")]
    [InlineData("{patch}", "line 1: there is no patch;")]
    [InlineData("{#by}\n{/by}", "line 1: there is no list by; there is patches")]
    [InlineData("{?by}\nx", "{?by} is never ended by {/by}")]
    [InlineData("{?by}\n{/link}", "line 2: {/link} ends what was not begun")]
    [InlineData("a { brace", "line 1: a brace stands alone; write {{ for one")]
    [InlineData("a } brace", "line 1: a brace stands alone; write }} for one")]
    [InlineData("x {?by} y", "line 1: {?by} stands on a line of its own")]
    [InlineData("{?by}\n{#patches}\n{/patches}\n{/by}", "line 2: a list cannot stand in another section")]
    public void Template_WhenWrong_ThenOneLineSaysWhatAndWhere(string text, string fault)
    {
        LetterTemplate.TryRead(text, Fields, out _, out var told).ShouldBeFalse();

        told.ShouldStartWith(fault);
        told.ShouldNotContain('\n');
    }

    [Fact]
    public void Defaults_WhenRead_ThenTheyAreRight()
    {
        foreach (var kind in NoticeKinds.All) LetterTemplate.TryRead(DefaultTemplates.Of(kind), kind.Fields, out _, out var fault).ShouldBeTrue(fault);
    }

    [Fact]
    public void AnyText_WhenReadAndWritten_ThenNothingIsThrown() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), Gen.Elements("{by}", "{?by}", "{#patches}", "{/patches}", "{/by}", "\n", "{", "}", "x").ArrayOf().ToArbitrary(), (text, words) =>
    {
        foreach (var one in (string[])[text ?? "", string.Concat(words)])
        {
            if (LetterTemplate.TryRead(one, Fields, out var template, out _)) template.Write(Values());
        }
    }).QuickCheckThrowOnFailure();

    private static string Write(string text)
    {
        LetterTemplate.TryRead(text, Fields, out var template, out var fault).ShouldBeTrue(fault);
        return template.Write(Values());
    }

    private static TemplateValues Values() => new(
        ImmutableDictionary<string, string>.Empty.Add("submitter", "Ada").Add("by", "Mara").Add("tree", "bpf"),
        ImmutableDictionary<string, ImmutableArray<ImmutableDictionary<string, string>>>.Empty.Add("patches",
            [ImmutableDictionary<string, string>.Empty.Add("patch", "one").Add("commit", "abc"), ImmutableDictionary<string, string>.Empty.Add("patch", "two {by}")]));
}
