using System.Text.Json;

namespace Tributary.Server.Tests;

/// <summary>The answers of a real Patchwork about the same mails.</summary>
public sealed class PatchworkAnswersTests
{
    [Fact]
    public async Task Answer_WhenARealPatchworkGaveOne_ThenOursIsTheSameFieldByField()
    {
        if (RealAnswers.FindFolder() is not { } folder) return;
        var project = RealAnswers.Read(folder, "series")[0].GetProperty("project").GetProperty("link_name").GetString()!;
        await using var desk = await ApiDesk.OpenAsync(project, RealAnswers.Mails(folder));
        var comparison = new AnswerComparison();

        foreach (var patch in RealAnswers.Read(folder, "patch"))
        {
            var id = await desk.NumberOfAsync(IdOf(patch));
            comparison.Compare($"patch {patch.GetProperty("id")}", patch, await desk.DataAsync($"1.1/patches/{id}/"));
        }

        foreach (var series in RealAnswers.Read(folder, "series"))
        {
            var patch = await desk.DataAsync($"patches/{await desk.NumberOfAsync(IdOf(series.GetProperty("patches")[0]))}/");
            comparison.Compare($"series {series.GetProperty("id")}", series, await desk.DataAsync($"1.1/series/{patch.GetProperty("series")[0].GetProperty("id")}/"));
        }

        Tell($"{comparison.Fields - comparison.Differences.Count} of {comparison.Fields} fields");
        comparison.Differences.ShouldBeEmpty();
        comparison.Fields.ShouldBeGreaterThan(150);
    }

    private static string IdOf(JsonElement mail) => mail.GetProperty("msgid").GetString()!.Trim('<', '>');

    private static void Tell(string value)
    {
        Console.WriteLine($"patchwork answers: {value}");
        if (Environment.GetEnvironmentVariable("TRIBUTARY_FIGURES") is { Length: > 0 } file) File.AppendAllText(file, $"patchwork answers: {value}\n");
    }
}
