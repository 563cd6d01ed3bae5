namespace Tributary.Cli.Tests;

public sealed class QuickLineTests
{
    [Theory]
    [InlineData("check", "a.patch")]
    [InlineData("check", "--json", "a.patch", "b.patch", "--tree", "/linux")]
    [InlineData("--data", "/d", "check", "-", "--severity", "error", "--sarif")]
    [InlineData("check", "--data", "/d", "origin/master..", "--subject-prefix", "PATCH net v2")]
    public void Line_WhenItIsPlain_ThenItIsReadAsTheLibraryReadsIt(params string[] args)
    {
        var command = CheckCommand.Create();
        var quick = new CommandContext(QuickLine.Read(command, args, ["check"]).ShouldNotBeNull());
        var parsed = new CommandContext(new System.CommandLine.Command("trib") { GlobalOptions.DataFolder, command }.Parse(args));
        Said(quick).ShouldBe(Said(parsed));
    }

    [Theory]
    [InlineData("check", "--json=true", "a.patch")]
    [InlineData("check", "--json", "false", "a.patch")]
    [InlineData("check", "--tree")]
    [InlineData("check", "--tree", "--json")]
    [InlineData("check", "--tree", "a", "--tree", "b")]
    [InlineData("check", "--nonsense")]
    [InlineData("check", "--", "a.patch")]
    [InlineData("check", "")]
    [InlineData("--data", "/d")]
    public void Line_WhenItIsNotSoPlain_ThenItIsLeftToTheLibrary(params string[] args) => QuickLine.Read(CheckCommand.Create(), args, ["check"]).ShouldBeNull();

    private static string Said(CommandContext context) => string.Join(
        '|', string.Join(',', context.Get(CheckOptions.What)!), context.Get(CheckOptions.Tree), context.Get(CheckOptions.Severity), context.Get(CheckOptions.Profile), context.Get(CheckOptions.Prefix),
        context.Get(CheckOptions.Sarif), context.Get(CheckOptions.Fix), context.IsJson, context.Get(GlobalOptions.DataFolder));
}
