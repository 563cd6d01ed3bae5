using System.Text.Json;
using Tributary.Git;
using Tributary.Lab;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary><c>trib lab run RANGE</c>: commits of the repository at hand, beside what they are on.</summary>
internal static class LabRangeRun
{
    /// <summary>Makes both runs and compares them.</summary>
    public static async Task<int> RunAsync(CommandContext context, string range, CancellationToken cancel)
    {
        var request = LabRunOptions.Request(context);
        var place = RepositoryPlace.Find(Directory.GetCurrentDirectory()) ?? throw CommandException.Usage($"{range}: there is no repository here; run it in a kernel tree");
        var (from, to) = await EndsAsync(place.GitFolder, range, cancel);
        var (cache, line) = (new LabCache(context.Get(LabRunOptions.Cache)), new LabProgressLine());
        var (export, pair) = (new SourceExport(cache, line.Tell), new LabPair(cache, line.Tell));
        LabResult before, after;
        try
        {
            before = await pair.RunBaseAsync(request, await export.GetForAsync(request, place.GitFolder, from, cancel), line, cancel);
            after = await pair.RunBaseAsync(request, await export.GetForAsync(request, place.GitFolder, to, cancel), line, cancel);
        }
        finally
        {
            line.Clear();
        }

        var compared = RunComparison.Of(after.Report, before.Report, new());
        if (context.IsJson) context.Output.WriteLine(JsonSerializer.Serialize(LabRunView.From(after, compared), ViewJson.Options));
        else RunText.Write(context.Output, after, compared, isAll: false);
        return compared.IsWorse ? ExitStatus.No : ExitStatus.Done;
    }

    private static async Task<(string From, string To)> EndsAsync(string gitFolder, string range, CancellationToken cancel)
    {
        var dots = range.IndexOf("..", StringComparison.Ordinal);
        return (await FindAsync(range[..dots]), await FindAsync(range[(dots + 2)..].TrimStart('.')));

        async Task<string> FindAsync(string name)
        {
            var found = await GitProgram.RunAsync(gitFolder, ["rev-parse", "--quiet", "--verify", "--end-of-options", (name.Length == 0 ? "HEAD" : name) + "^{commit}"], cancel);
            return found.IsSuccess ? found.Text : throw CommandException.Usage($"{range} is no revision range here: there is no {name}");
        }
    }
}
