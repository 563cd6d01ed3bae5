using System.CommandLine;
using System.Text.Json;
using Tributary.Patches;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary><c>trib patch show</c>: one patch, or another message, with what is known of it.</summary>
internal static class PatchShowCommand
{
    private static readonly Argument<string> Which = new("MESSAGE-ID") { Description = "The Message-Id, with or without <>." };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("show", "Shows a patch: its message, diff, trailers and state.") { Which, GlobalOptions.Project, GlobalOptions.Json }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        var (project, stored) = await MessageChoice.FindAsync(context, database, context.Get(Which)!, cancel);
        var series = stored.Series is { } id ? await new SeriesQueries(database).FindAsync(id, cancel) : null;
        var model = MailModel.Of(project, stored, series, TimeProvider.System.GetUtcNow());
        var patch = MailView.From(model);
        if (context.IsJson) await context.Output.WriteLineAsync(JsonSerializer.Serialize(patch, ViewJson.Options));
        else Write(context.Output, patch, model.Mail);
        return ExitStatus.Done;
    }

    private static void Write(TextWriter output, MailView patch, PatchMail mail)
    {
        output.WriteLine(TerminalText.Line(patch.Name));
        output.WriteLine($"From:    {TerminalText.Person(patch.Submitter)}");
        output.WriteLine($"Date:    {TerminalText.Time(patch.Date)}");
        output.WriteLine($"Id:      {TerminalText.Line(patch.MessageId)}");
        if (patch.Series is not null) output.WriteLine($"Series:  {patch.Series}{(patch.Number is null ? "" : $", patch {patch.Number}")}");
        if (patch.State is not null) output.WriteLine($"State:   {patch.State}");
        if (patch.CommitRef is not null) output.WriteLine($"Commit:  {TerminalText.Line(patch.CommitRef)}");
        if (patch.PullUrl is not null) output.WriteLine($"Pull:    {TerminalText.Line(patch.PullUrl)}");
        WriteBlock(output, patch.Content);
        var given = patch.Trailers.Where(trailer => trailer.Source != patch.MessageId).Select(trailer => $"{trailer.Key}: {trailer.Value}").ToList();
        if (given.Count > 0) WriteBlock(output, string.Join('\n', given.Prepend("Given in answers:")));
        WriteBlock(output, mail.Notes);
        WriteBlock(output, patch.Diff);
    }

    private static void WriteBlock(TextWriter output, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        output.WriteLine();
        output.WriteLine(TerminalText.Block(text));
    }
}
