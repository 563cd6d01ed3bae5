using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tributary.Server;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary><c>trib notice</c>: the letters that tell who sent a series what became of it.</summary>
internal static class NoticeCommand
{
    private static readonly Argument<string> Kind = new Argument<string>("KIND") { Description = "Which letters; trib notice list names them." }.AcceptOnlyFromAmong([.. NoticeKinds.All.Select(static kind => kind.Slug)]);
    private static readonly Argument<string> File = new("FILE") { Description = "The template; - for standard input." };
    private static readonly Argument<string> Series = new("SERIES") { Description = "The series, by its number." };
    private static readonly Option<string?> Template = new("--template") { Description = "Try this file in place of what stands; - for standard input.", HelpName = "FILE" };
    private static readonly Argument<string> Address = new("ADDRESS") { Description = "Whose mail." };
    private static readonly Option<bool> Again = new("--again") { Description = "He wants it again." };

    /// <summary>The command with those under it.</summary>
    public static Command Create() => new("notice", "The letters that tell who sent a series what became of it: which are written, and what they say.")
    {
        new Command("list", "Lists the kinds, and whether the project has them written.") { GlobalOptions.Project, GlobalOptions.Json }.Runs(ListAsync),
        new Command("show", "Prints the template of a kind.") { Kind, GlobalOptions.Project }.Runs(ShowAsync),
        new Command("set", "Takes a template of the project's own from a file; an empty one goes back to the program's.") { Kind, File, GlobalOptions.Project }.Runs(SetAsync),
        new Command("on", "Has letters of a kind written from now on.") { Kind, GlobalOptions.Project }.Runs((context, cancel) => SwitchAsync(context, isOn: true, cancel)),
        new Command("off", "Has no letters of a kind written any more.") { Kind, GlobalOptions.Project }.Runs((context, cancel) => SwitchAsync(context, isOn: false, cancel)),
        new Command("preview", "Prints what a letter would say of a series; nothing is written or sent.") { Kind, Series, Template, GlobalOptions.Json }.Runs(PreviewAsync),
        new Command("refuse", "Notes that an address wants no letters about series.") { Address, Again }.Runs(RefuseAsync),
    };

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        foreach (var one in await LoadAsync(context, database, cancel))
        {
            await context.Output.WriteLineAsync(context.IsJson ? JsonSerializer.Serialize(LetterKindView.From(one), ViewJson.Options)
                : TerminalText.Line($"{one.Kind.Slug,-15} {(one.IsOn ? "on" : "off"),-4} {(one.IsOwn ? "own text" : ""),-9} {one.Kind.Title}"));
        }

        return ExitStatus.Done;
    }

    private static async Task<int> ShowAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        var kind = ReadKind(context);
        await context.Output.WriteLineAsync((await LoadAsync(context, database, cancel)).First(one => one.Kind == kind).Text.TrimEnd('\n'));
        return ExitStatus.Done;
    }

    private static async Task<int> SetAsync(CommandContext context, CancellationToken cancel)
    {
        var text = await ReadAsync(context.Get(File)!, cancel);
        return await ChangeAsync(context, new(ReadKind(context)) { Template = text }, cancel);
    }

    private static Task<int> SwitchAsync(CommandContext context, bool isOn, CancellationToken cancel) => ChangeAsync(context, new(ReadKind(context)) { IsOn = isOn }, cancel);

    private static async Task<int> ChangeAsync(CommandContext context, NoticeChange change, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        var project = await ProjectChoice.FindAsync(context, database, cancel);
        UserOptions.EnsureDone(await new NoticeStep(database).SetAsync(project.Id, change, UserOptions.NewActor(), cancel), $"there is no project {project.Name}");
        return ExitStatus.Done;
    }

    private static async Task<int> PreviewAsync(CommandContext context, CancellationToken cancel)
    {
        if (!long.TryParse(context.Get(Series), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) throw CommandException.Usage($"{context.Get(Series)} is no number of a series");
        var template = context.Get(Template) is { } file ? await ReadAsync(file, cancel) : null;
        await using var database = await context.OpenDatabaseAsync(cancel);
        var notices = await ApplyOptions.NoticesAsync(database, cancel);
        var preview = await new NoticePreviews(database, notices).FindAsync(new(id), ReadKind(context), template, cancel) ?? throw CommandException.No($"there is no series {id}");
        if (preview.Fault.Length > 0) throw CommandException.Usage($"{context.Get(Template)}: {preview.Fault}");
        await context.Output.WriteLineAsync(context.IsJson ? JsonSerializer.Serialize(preview, ViewJson.Options) : $"Subject: {preview.Subject}\n\n{preview.Text.TrimEnd('\n')}");
        return ExitStatus.Done;
    }

    private static async Task<int> RefuseAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        UserOptions.EnsureDone(await new VerdictMailStep(database).RefuseAsync(AddressChoice.Read(context.Get(Address)!), context.Get(Again), TimeProvider.System.GetUtcNow(), cancel), "nothing was found");
        return ExitStatus.Done;
    }

    private static async Task<ImmutableArray<NoticeSettings>> LoadAsync(CommandContext context, Database database, CancellationToken cancel)
    {
        var project = await ProjectChoice.FindAsync(context, database, cancel);
        var settings = (await new ProjectSettings(database).ListAsync(cancel)).GetValueOrDefault(project.Id, ImmutableDictionary<string, string>.Empty);
        return [.. NoticeKinds.All.Select(kind => NoticeSettings.Of(settings, kind))];
    }

    private static NoticeKind ReadKind(CommandContext context)
    {
        // The argument takes no other words.
        return NoticeKinds.TryParse(context.Get(Kind)!, out var kind) ? kind : default;
    }

    private static async Task<string> ReadAsync(string file, CancellationToken cancel)
    {
        try
        {
            return file == "-" ? await Console.In.ReadToEndAsync(cancel) : await System.IO.File.ReadAllTextAsync(file, cancel);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Usage($"{file} cannot be read: {failure.Message}");
        }
    }
}
