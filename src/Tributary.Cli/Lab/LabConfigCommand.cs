using System.CommandLine;
using System.Text.Json;
using Tributary.Lab;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary><c>trib lab config</c>: what a kernel's configuration lacks for the selftests (TST-2).</summary>
internal static class LabConfigCommand
{
    private static readonly Argument<string?> Which = new("TREE|CONFIG")
    {
        Description = "A kernel tree with a .config, or a configuration (default: the tree it stands in, else that of the running kernel).", Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string[]> Fragments = new("--fragment") { Description = "A fragment of the selftests; may be given several times (default: those of the tree).", HelpName = "FILE" };
    private static readonly Option<string?> Write = new("--write") { Description = "Write the configuration with the fragments laid over it to this file, and say how to build with it.", HelpName = "FILE" };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("config", "Holds a kernel's configuration against the fragments of the selftests.") { Which, Fragments, Write, CheckOptions.Profile, GlobalOptions.Json }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var place = ConfigPlace.Find(context.Get(Which), context.Get(Fragments) ?? [], ProfileChoice.Get(context).Testing);
        var has = KernelConfig.Parse(await File.ReadAllTextAsync(place.Config, cancel));
        var wanted = KernelConfig.Parse("");
        foreach (var fragment in place.Fragments) wanted = wanted.With(KernelConfig.Parse(await File.ReadAllTextAsync(fragment, cancel)));
        var gaps = ConfigComparison.Compare(wanted, has, OptionTests.BuiltIn);
        foreach (var gap in gaps)
        {
            if (context.IsJson) context.Output.WriteLine(JsonSerializer.Serialize(new ConfigGapView(gap.Option, gap.Kind.ToString().ToLowerInvariant(), gap.Wanted, gap.Has, gap.Breaks), ViewJson.Options));
            else context.Output.WriteLine($"{WordOf(gap.Kind),-10} CONFIG_{gap.Option}={gap.Wanted}{(gap.Kind == ConfigGapKind.Missing ? "" : $" (has {gap.Has})")}{(gap.Breaks.IsEmpty ? "" : $": breaks {string.Join(", ", gap.Breaks)}")}");
        }

        if (!context.IsJson) context.Output.WriteLine($"{wanted.Options.Count} options wanted: {Count(ConfigGapKind.Missing)} missing, {Count(ConfigGapKind.Modular)} modular instead of built in, {Count(ConfigGapKind.Different)} different");
        if (context.Get(Write) is { } file) await WriteAsync(context, place, file, cancel);
        return gaps.IsEmpty ? ExitStatus.Done : ExitStatus.No;

        int Count(ConfigGapKind kind) => gaps.Count(gap => gap.Kind == kind);
    }

    // The fragments behind the configuration: of an option that stands twice kconfig takes the last line, and olddefconfig settles what depends on it.
    private static async Task WriteAsync(CommandContext context, ConfigPlace place, string file, CancellationToken cancel)
    {
        var merged = await File.ReadAllTextAsync(place.Config, cancel);
        foreach (var fragment in place.Fragments) merged += $"\n# {Path.GetFileName(fragment)} of the selftests\n{await File.ReadAllTextAsync(fragment, cancel)}";
        await File.WriteAllTextAsync(file, merged, cancel);
        if (context.IsJson) return;

        context.Output.WriteLine($"Written to {file}. Then:");
        if (place.Tree is { } tree && Path.GetFullPath(file) != Path.Combine(Path.GetFullPath(tree), ".config")) context.Output.WriteLine($"  cp {file} {tree}/.config");
        context.Output.WriteLine($"  make{(place.Tree is null ? "" : $" -C {place.Tree}")} olddefconfig");
        context.Output.WriteLine($"  make{(place.Tree is null ? "" : $" -C {place.Tree}")} -j\"$(nproc)\"");
    }

    private static string WordOf(ConfigGapKind kind) => kind.ToString().ToLowerInvariant();
}

/// <summary>What <c>trib lab config --json</c> prints of an option.</summary>
internal sealed record ConfigGapView(string Option, string Kind, string Wanted, string Has, System.Collections.Immutable.ImmutableArray<string> Breaks);
