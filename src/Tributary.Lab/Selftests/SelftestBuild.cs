using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>Builds programs of the selftests with the tree's own Makefile (TST-1).</summary>
/// <param name="tell">Is told what is being done.</param>
internal sealed class SelftestBuild(Action<string> tell)
{
    private const string NoRule = "No rule to make target";
    private const string NoLlvm = "no clang with the BPF back end is here; see trib toolchain --for selftests";
    private const string Collection = "lab";
    private static readonly string[] Flavours = ["no_alu32", "cpuv4", "bpf_gcc"];
    private const string Inside = "/lab/";

    /// <summary>Why what a patch brings cannot be built here.</summary>
    internal const string NoSandbox = "what a patch brings is built in a sandbox only, and bubblewrap is not here or may make no namespaces; on Debian: apt-get install bubblewrap";

    /// <summary>Builds them; what was built before and has not changed is not built again.</summary>
    /// <param name="plan">What and of what.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The files by the programs' names; what the tree does not have is left out.</returns>
    /// <exception cref="LabException">It does not build, or cannot be built safely.</exception>
    public async Task<ImmutableDictionary<string, string>> RunAsync(SelftestPlan plan, CancellationToken cancel)
    {
        Directory.CreateDirectory(plan.Output);
        using var turn = await LabCache.TakeAsync(plan.Output, cancel);
        var isSafe = await Sandbox.IsUsableAsync(cancel);
        if (!isSafe && plan.IsForeign) throw new LabException(NoSandbox);

        var llvm = LlvmTools.Find() ?? throw new LabException(NoLlvm);
        var files = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var program in plan.Programs)
        {
            if (IsScript(program))
            {
                var script = Path.Combine(plan.Tree, plan.Folder, program);
                if (IsFile(script)) files[program] = script;
                else tell($"The tree has no {program}.");
                continue;
            }

            var stamp = new BuildStamp(plan, llvm, program);
            if (stamp.Holds)
            {
                files[program] = stamp.File;
                continue;
            }

            tell($"Building {program} with {Path.GetFileName(llvm.Clang)} …");
            var end = await MakeAsync(plan, llvm, ([Path.Combine(isSafe ? Inside + "out" : plan.Output, program)], isSafe), cancel);
            if (end.Status == 0 && IsFile(stamp.File))
            {
                files[program] = stamp.File;
                stamp.Write();
            }
            else if (!end.Error.Contains(NoRule, StringComparison.Ordinal) || !end.Error.Contains($"/{program}'", StringComparison.Ordinal)) throw new BuildException(program, end.LastWords, end.Error.Length > 0 ? end.Error : end.Output);
            else tell($"The tree has no {program}.");
        }

        return files.ToImmutable();
    }

    /// <summary>All that <c>make run_tests</c> runs, in its order, as the tree's Makefile says (emit_tests of tools/testing/selftests/lib.mk); with it, what scripts among them use is built as far as it can be.</summary>
    /// <param name="plan">Of what; its programs do not matter.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The names of programs and scripts, and what make complained of.</returns>
    /// <exception cref="LabException">The tree does not say.</exception>
    public async Task<(ImmutableArray<string> Names, string Complaints)> ListAllAsync(SelftestPlan plan, CancellationToken cancel)
    {
        Directory.CreateDirectory(plan.Output);
        using var turn = await LabCache.TakeAsync(plan.Output, cancel);
        var isSafe = await Sandbox.IsUsableAsync(cancel);
        if (!isSafe && plan.IsForeign) throw new LabException(NoSandbox);

        var llvm = LlvmTools.Find() ?? throw new LabException(NoLlvm);
        var end = await MakeAsync(plan, llvm, (["-s", "COLLECTION=" + Collection, "emit_tests"], isSafe), cancel);
        var names = end.Output.Split('\n').Where(static line => line.StartsWith(Collection + ":", StringComparison.Ordinal)).Select(static line => line[(Collection.Length + 1)..].Trim());
        ImmutableArray<string> found = [.. names.Where(static name => Suite.TryParse(name, out var one) && one is [{ Filter: null }]).Distinct(StringComparer.Ordinal)];
        if (end.Status != 0 || found.IsEmpty) throw new LabException($"the tree does not say what make run_tests runs: {end.LastWords}");

        tell($"Building all that make run_tests runs, {found.Length} programs and scripts …");
        var built = await MakeAsync(plan, llvm, (["-k", "all"], isSafe), cancel);
        return (found, built.Status == 0 ? "" : built.Error);
    }

    // test_progs-no_alu32 is test_progs compiled another way, in a folder of that name.
    private static string FlavoursOf(ImmutableArray<string> targets) =>
        string.Join(' ', targets.Contains("all") ? Flavours : Flavours.Where(flavour => targets.Any(target => target.EndsWith($"test_progs-{flavour}", StringComparison.Ordinal))));

    private static bool IsScript(string program) => program.EndsWith(".sh", StringComparison.Ordinal) || program.EndsWith(".py", StringComparison.Ordinal);

    // A link could name any file of the host, and the guest would be given it.
    private static bool IsFile(string file) => File.Exists(file) && new FileInfo(file).LinkTarget is null;

    private static Task<ToolEnd> MakeAsync(SelftestPlan plan, LlvmTools llvm, (ImmutableArray<string> Targets, bool IsSafe) what, CancellationToken cancel)
    {
        // In the sandbox all lies where it always lies: so what was built of one tree serves the next that differs little.
        var (tree, output, vmlinux) = what.IsSafe ? (Inside + "src", Inside + "out", Inside + "vmlinux") : (plan.Tree, plan.Output, plan.Vmlinux);
        var headers = plan.HeadersRoot ?? plan.Headers;
        ImmutableArray<string> words =
        [
            // One program is linked against a library by its name alone, and other ways of test_progs lay a link into a folder, as if they were built beside their source.
            "sh", "-c", $"""ln -sfn "$1/liburandom_read.so" "$2/" && (cd "$2" && mkdir -p . {FlavoursOf(what.Targets)}) && shift && exec make -C "$@" """, "sh", output, Path.Combine(tree, plan.Folder), $"-j{Environment.ProcessorCount}",
            $"CLANG={llvm.Clang}", $"LLC={llvm.Llc}", $"LLVM_STRIP={llvm.Strip}", $"VMLINUX_BTF={vmlinux}", $"OUTPUT={output}",
        ];
        if (llvm.Linker is { } linker) words = words.Add($"LD={linker}");
        if (headers is not null) words = words.Add($"KDIR={(what.IsSafe ? Inside + "headers" + plan.Headers![headers.Length..] : plan.Headers)}");
        words = words.AddRange(what.Targets);
        if (what.IsSafe)
        {
            words = Sandbox.Around(words, new()
            {
                // The tests' own module is built where its source lies.
                Writable = [(plan.Tree, tree), (plan.Output, output)],
                Readable = headers is null ? [(plan.Vmlinux, vmlinux)] : [(plan.Vmlinux, vmlinux), (headers, Inside + "headers")],
                LargestFile = plan.LargestFile,
            });
        }

        return DiskWatch.RunAsync(plan.Disk, plan.Output, stop => Tool.RunAsync(words, plan.Output, plan.Time, stop), cancel);
    }
}
