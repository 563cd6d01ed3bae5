using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary><c>trib doctor</c></summary>
internal static class DoctorCommand
{
    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("doctor", "Look whether all is well: database, git, libraries, space, sources; say what to do.") { MailOutOptions.Way, MailOutOptions.From, GlobalOptions.Json }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var checks = await new Doctor(context.DataFolder, context.DatabaseUrl) { MailOut = MailOutOptions.Read(context) }.ExamineAsync(cancel);
        var isWell = checks.All(static check => check.IsGood);
        if (context.IsJson)
        {
            context.Output.WriteLine(JsonSerializer.Serialize(
                new(isWell, [.. checks.Select(static check => new DoctorCheckView(check.Name, check.IsGood, check.Finding, check.Advice))]), DoctorJson.Default.DoctorView));
        }
        else
        {
            foreach (var check in checks)
            {
                context.Output.WriteLine($"{(check.IsGood ? "good" : "BAD ")}  {check.Name}: {check.Finding}");
                if (check.Advice.Length > 0) context.Output.WriteLine($"      → {check.Advice}");
            }
        }

        return isWell ? ExitStatus.Done : ExitStatus.No;
    }
}

/// <summary>What <c>trib doctor --json</c> prints.</summary>
internal sealed record DoctorView(bool Well, ImmutableArray<DoctorCheckView> Checks);

/// <summary>One thing that was looked at.</summary>
internal sealed record DoctorCheckView(string Name, bool Good, string Finding, string Advice);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DoctorView))]
internal sealed partial class DoctorJson : JsonSerializerContext;
