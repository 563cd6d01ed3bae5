using FsCheck;
using FsCheck.Fluent;

namespace Tributary.Policy.Tests;

public sealed class ProfileReaderTests
{
    private const string Smallest = """
        name: mine
        title: Mine
        revision: today
        project:
          name: mine
        lists:
          - address: Mine@Example.org
            list-id: mine.example.org
            uses: [bugs, patches]
        trees:
          - name: mine
            repository: https://example.org/mine.git
            branch: main
            kind: features
            takes: all
            tags: [Mine]
        """;

    [Fact]
    public void Profile_WhenItIsSmall_ThenItIsRead()
    {
        var profile = Read(Smallest).ShouldBeOfType<ProfileReading.Done>().Profile;

        profile.Name.ShouldBe("mine");
        profile.Lists[0].Address.ShouldBe("mine@example.org");
        profile.Trees[0].Tags.ShouldBe(["mine"]);
        profile.Patchwork.ShouldBeNull();
    }

    [Fact]
    public void Lists_WhenTheyStandAsFarLeftAsTheirKey_ThenTheyAreRead()
    {
        var text = Smallest.Replace("\n  - ", "\n- ", StringComparison.Ordinal).Replace("\n    ", "\n  ", StringComparison.Ordinal);

        var profile = Read(text).ShouldBeOfType<ProfileReading.Done>().Profile;

        profile.ListIds.ShouldBe(["mine.example.org"]);
        profile.Trees[0].Branch.ShouldBe(new GitBranch("https://example.org/mine.git", "main"));
    }

    [Theory]
    [InlineData("title: Mine", "tilte: Mine", "mine.yaml:2: the profile has no \"tilte\"", "mine.yaml:1: the profile lacks \"title\"")]
    [InlineData("branch: main", "brunch: main", "mine.yaml:13: a line of trees has no \"brunch\"", "mine.yaml:11: a line of trees lacks \"branch\"")]
    [InlineData("kind: features", "kind: feature", "mine.yaml:14: kind must be one of fixes, features, tools")]
    [InlineData("uses: [bugs, patches]", "uses: bugs", "mine.yaml:9: uses must be a list")]
    [InlineData("title: Mine", "title: [Mine]", "mine.yaml:2: title must be a text")]
    [InlineData("title: Mine", "title: Mine\nfeedback: soon", "mine.yaml:3: feedback must be a list of \"key: value\" lines")]
    [InlineData("title: Mine", "title: Mine\ntitle: Yours", "mine.yaml:3: the profile has \"title\" twice")]
    [InlineData("title: Mine", "title:", "mine.yaml:3: title must be a text")]
    [InlineData("title: Mine", "title: `Mine", "mine.yaml:2: this is no YAML: While scanning for the next token, found character that cannot start any token")]
    [InlineData("title: Mine", "title: &a Mine", "mine.yaml:2: anchors are not taken here")]
    [InlineData("title: Mine", "title: !x Mine", "mine.yaml:2: tags are not taken here")]
    [InlineData("branch: main", "branch: main\n    since: 2024-13-01", "mine.yaml:14: since must be a day such as 2024-08-01")]
    [InlineData("title: Mine", "title: Mine\nfeedback: { usual-from: two, usual-to: 3, overdue-after: 3 }", "mine.yaml:3: usual-from must be a whole number")]
    public void Profile_WhenSomethingIsWrong_ThenOneLineSaysWhatAndWhere(string line, string instead, params string[] messages)
    {
        var wrong = Read(Smallest.Replace(line, instead, StringComparison.Ordinal)).ShouldBeOfType<ProfileReading.Wrong>();

        messages.ShouldContain(wrong.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("just words")]
    [InlineData("name: [")]
    [InlineData("name: \"mine")]
    [InlineData("\t- x")]
    [InlineData("? [a]\n: b")]
    [InlineData("a: 1\n---\nb: 2")]
    public void Text_WhenItIsNoProfile_ThenItIsRefused(string text) => Read(text).ShouldBeOfType<ProfileReading.Wrong>().Line.ShouldBeGreaterThan(0);

    [Fact]
    public void Text_WhenItIsNestedDeep_ThenItIsRefused() =>
        Read(new string('[', 50_000)).ShouldBeOfType<ProfileReading.Wrong>().Problem.ShouldBe("this is nested too deep");

    [Fact]
    public void Text_WhenAnyCharacterIsChanged_ThenReadingNeverThrows() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3000),
        Prop.ForAll<NonNegativeInt, char>((at, with) =>
        {
            var text = Smallest.ToCharArray();
            text[at.Get % text.Length] = with;
            return Read(new string(text)) is not null;
        }));

    private static ProfileReading Read(string text) => ProfileReader.Read(new StringReader(text), "mine.yaml");
}
