using System.CommandLine;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Tributary.Lab;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary><c>trib object</c>: what an object file of BPF is, needs and has wrong; or which target a source file needs.</summary>
internal static class ObjectCommand
{
    private static readonly Argument<string[]> Files = new("FILE") { Description = "Object files; or C sources, to hear which target they need.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string?> Kernel = new("--kernel") { Description = "The kernel that is to take it: a version, 6.1 say (default: the running one).", HelpName = "VERSION" };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("object", "Says of a BPF object which target and instruction set made it, which kernels take it, what is in it and what is wrong.")
        {
            Files, Kernel, GlobalOptions.Json,
        }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var kernel = ReadKernel(context.Get(Kernel));
        var status = ExitStatus.Done;
        foreach (var file in context.Get(Files)!)
        {
            var isGood = IsSource(file) ? await ShowSourceAsync(context, file, cancel) : await ShowObjectAsync(context, file, kernel, cancel);
            if (!isGood) status = ExitStatus.No;
        }

        return status;
    }

    // What the running kernel lacks is said; only a kernel that was asked for makes the answer no.
    private static async Task<bool> ShowObjectAsync(CommandContext context, string file, KernelRelease kernel, CancellationToken cancel)
    {
        var report = ElfReader.Read(await ReadAsync(file, cancel)) switch
        {
            ElfReading.Done done => ObjectExaminer.Examine(done.File),
            ElfReading.Wrong wrong => throw CommandException.Usage($"{file}: {wrong.Why}"),
            _ => throw new UnreachableException(),
        };
        var verdict = KernelVerdict.Of(report, kernel);
        if (context.IsJson) context.Output.WriteLine(JsonSerializer.Serialize(ObjectView.From(file, report, verdict), ViewJson.Options));
        else ObjectText.Write(context.Output, TerminalText.Line(file), report, verdict);
        return !report.Faults.Any(static fault => fault.IsSevere) && (verdict.Takes || context.Get(Kernel) is null);
    }

    private static async Task<bool> ShowSourceAsync(CommandContext context, string file, CancellationToken cancel)
    {
        var advice = SourceReader.Read(Encoding.UTF8.GetString(await ReadAsync(file, cancel)));
        if (context.IsJson)
        {
            context.Output.WriteLine(JsonSerializer.Serialize(
                new SourceView(file, ObjectText.NeedOf(advice.Needs), [.. advice.Reasons.Select(reason => new SourceReasonView(reason.Line > 0 ? reason.Line : null, ObjectText.NeedOf(reason.Asks), reason.Says))]),
                ViewJson.Options));
        }
        else
        {
            ObjectText.Write(context.Output, TerminalText.Line(file), advice);
        }

        return true;
    }

    private static bool IsSource(string file) => Path.GetExtension(file) is ".c" or ".h";

    private static async Task<byte[]> ReadAsync(string file, CancellationToken cancel)
    {
        if (Directory.Exists(file)) throw CommandException.Usage($"{file} is a folder; name the object files in it");
        if (!File.Exists(file)) throw CommandException.Usage($"there is no file {file}");

        return await File.ReadAllBytesAsync(file, cancel);
    }

    private static KernelRelease ReadKernel(string? text)
    {
        if (text is null or "running") return new(Environment.OSVersion.Version.Major, Environment.OSVersion.Version.Minor);
        return KernelRelease.TryParse(text, out var release) ? release : throw CommandException.Usage($"--kernel {text} is no version of a kernel; write 6.1, or running");
    }
}
