using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary><c>trib source …</c></summary>
internal static class SourceCommand
{
    private static readonly Argument<string> Location = new("SOURCE") { Description = "Its full path or URL, as trib source list prints it." };

    /// <summary>The command.</summary>
    public static Command Create() => new("source", "The sources that servers follow.")
    {
        new Command("list", "List them, with how the last reading went.") { GlobalOptions.Json }.Runs(ListAsync),
        new Command("stop", "Follow one no longer. (On an embedded database: start trib serve without it.)") { Location, GlobalOptions.Project }.Runs(StopAsync),
    };

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        foreach (var source in await new FollowedSourceStore(database).ListAsync(cancel))
        {
            context.Output.WriteLine(context.IsJson
                ? JsonSerializer.Serialize(FollowedView.From(source), FollowedJson.Default.FollowedView)
                : string.Create(CultureInfo.InvariantCulture, $"{source.Project}  {source.Kind}  {source.Location}  every {source.Every.TotalSeconds:0} s, {Tell(source)}"));
        }

        return ExitStatus.Done;
    }

    private static async Task<int> StopAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        var location = context.Get(Location)!;
        if (await new FollowedSourceStore(database).ForgetAsync(context.Get(GlobalOptions.Project), location, cancel)) return ExitStatus.Done;
        throw CommandException.No($"no source {location} is followed; see trib source list");
    }

    private static string Tell(FollowedSource source) => source.ReadAt is not { } at ? "not read yet"
        : string.Create(CultureInfo.InvariantCulture, $"read {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC by {source.ReadBy}: {(source.Fault.Length > 0 ? source.Fault : $"{source.Added:N0} new")}");
}

/// <summary>What <c>trib source list --json</c> prints.</summary>
internal sealed record FollowedView(string Project, string Kind, string Location, double EverySeconds, DateTimeOffset? ReadAt, string? ReadBy, long Added, string Fault)
{
    /// <summary>Of a source.</summary>
    public static FollowedView From(FollowedSource source) =>
        new(source.Project, source.Kind, source.Location, source.Every.TotalSeconds, source.ReadAt, source.ReadBy, source.Added, source.Fault);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FollowedView))]
internal sealed partial class FollowedJson : JsonSerializerContext;
