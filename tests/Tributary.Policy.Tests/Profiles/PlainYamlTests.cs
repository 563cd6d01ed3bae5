namespace Tributary.Policy.Tests;

public sealed class PlainYamlTests
{
    [Fact]
    public void Profile_WhenItComesWithTheProgram_ThenItIsReadAsYamlIs()
    {
        foreach (var name in BuiltInProfiles.Names)
        {
            using var stream = typeof(BuiltInProfiles).Assembly.GetManifestResourceStream("profiles/" + name)!;
            using var reader = new StreamReader(stream);
            var text = reader.ReadToEnd();
            Show(PlainYaml.Read(text).ShouldNotBeNull(name)).ShouldBe(Show(Yaml(text)!), name);
        }
    }

    [Theory]
    [InlineData("a: b\nc:\n- d\n- e: f\n  g: [h, {i: j, k: 'l m'}, \"n\"] # o\np: # q\n  r: s#t\n")]
    [InlineData("- - a\n  - b\n-\n  c: d\n- {}\n- []\n- e:\n    f: https://g/h\n    i:\n")]
    [InlineData("a:\n    - b\n    - [c, d]\ne: 'f'\n")]
    [InlineData("a: {b: c, d}\n")]
    [InlineData("a: [b,]\nc: d:e\n")]
    public void Text_WhenItIsPlain_ThenItIsReadAsYamlIs(string text)
    {
        if (PlainYaml.Read(text) is { } plain) Show(plain).ShouldBe(Show(Yaml(text)!));
        else text.ShouldContain(", d}");
    }

    [Theory]
    [InlineData("a: b\n  c\n")]
    [InlineData("- a\n  b\n")]
    [InlineData("a: |\n  b\n")]
    [InlineData("a: &b c\n")]
    [InlineData("a: [b,\n  c]\n")]
    [InlineData("a: \"b\\n\"\n")]
    [InlineData("a: 'b''c'\n")]
    [InlineData("a: b: c\n")]
    [InlineData("a: {b: c]\n")]
    [InlineData("\"a\": b\n")]
    [InlineData("a:\tb\n")]
    [InlineData("a\n")]
    [InlineData("  a: b\nc: d\n")]
    [InlineData("- a\nb: c\n")]
    [InlineData("a: *b\n")]
    [InlineData("a: [b: c]\n")]
    [InlineData("a: [b] c\n")]
    [InlineData("---\na: b\n")]
    public void Text_WhenItIsNotSoPlain_ThenItIsLeftToTheOtherReader(string text) => PlainYaml.Read(text).ShouldBeNull();

    private static YamlValue? Yaml(string text) => YamlText.Read(new StringReader(text), new ProfileFaults());

    private static string Show(YamlValue value) => value switch
    {
        YamlValue.Scalar scalar => $"'{scalar.Text}'",
        YamlValue.Sequence list => $"[{string.Join(", ", list.Items.Select(Show))}]",
        YamlValue.Mapping mapping => $"{{{string.Join(", ", mapping.Entries.Select(entry => $"{entry.Key.Text}={Show(entry.Value)}"))}}}",
        _ => "",
    };
}
