using System.Text.Json;
using Spectre.Console;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli.Tests;

public sealed class SeriesOutputTests
{
    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(130)]
    [InlineData(400)]
    public void Table_WhenTheTerminalIsNarrowOrWide_ThenItFits(int width)
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = width;

        SeriesTable.Write(console, [SampleSeries.Line, SampleSeries.Line]).ShouldBe(2);

        var lines = output.ToString().TrimEnd().Split('\n');
        lines.ShouldAllBe(line => line.Length <= width);
        lines[0].ShouldContain("Name");
        output.ToString().ShouldContain("42");
        IsSafe(output.ToString()).ShouldBeTrue();
    }

    [Fact]
    public void Sheet_WhenTextIsHostile_ThenItIsShownAsText()
    {
        var output = new StringWriter();

        SeriesSheet.Write(output, SampleSeries.Detail, "The cover\n\u001b[2J letter");

        var text = output.ToString();
        IsSafe(text).ShouldBeTrue();
        foreach (var part in new[] { "42", "(v3)", "superseded by 43", "1 of 2, incomplete", "Acked-by: Bob", "Earlier versions", "41  v2", "title: Why", "Later versions", "letter", "    2024-01-02 03:04  bob@example.org  Re:" })
            text.ShouldContain(part);
    }

    [Fact]
    public void Json_WhenSeries_ThenTheFieldsOfTheContract()
    {
        var json = JsonSerializer.Serialize(SeriesEntryView.From(SampleSeries.Line, new(SampleSeries.Detail.Patches, [new("earlier@example.org")]), new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero)), ViewJson.Options);

        var line = JsonDocument.Parse(json).RootElement;
        string[] contract =
            ["id", "name", "version", "total", "received", "complete", "date", "submitter", "cover", "patches", "state", "tree", "tree_reason", "delegate", "earlier"];
        contract.ShouldBeSubsetOf(line.EnumerateObject().Select(field => field.Name));
        line.GetProperty("submitter").EnumerateObject().Select(field => field.Name).ShouldBe(["name", "email"]);
        line.GetProperty("patches")[0].EnumerateObject().Select(field => field.Name).ShouldBe(["number", "message_id", "name", "state", "commit_ref"]);
        line.GetProperty("date").GetString().ShouldBe("2024-01-02T03:04:05Z");
        json.ShouldAllBe(c => !char.IsControl(c));
    }

    private static bool IsSafe(string text) => !text.Any(c => (char.IsControl(c) && c != '\n') || c == '\u202e');
}
