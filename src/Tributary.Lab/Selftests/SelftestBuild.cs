using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>Builds programs of the selftests with the tree's own Makefile (TST-1).</summary>
/// <param name="tell">Is told what is being done.</param>
internal sealed class SelftestBuild(Action<string> tell)
{
    private const string NoRule = "No rule to make target";
    private const string Inside = "/lab/";

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
        if (!isSafe && plan.IsForeign) throw new LabException("what a patch brings is built in a sandbox only, and bubblewrap is not here or may make no namespaces; on Debian: apt-get install bubblewrap");

        var llvm = LlvmTools.Find() ?? throw new LabException("no clang with the BPF back end is here; see trib toolchain --for selftests");
        var files = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var program in plan.Programs)
        {
            tell($"Building {program} with {Path.GetFileName(llvm.Clang)} …");
            var end = await MakeAsync(plan, llvm, (program, isSafe), cancel);
            var file = Path.Combine(plan.Output, program);
            // A link could name any file of the host, and the guest would be given it.
            if (end.Status == 0 && File.Exists(file) && new FileInfo(file).LinkTarget is null) files[program] = file;
            else if (!end.Error.Contains(NoRule, StringComparison.Ordinal) || !end.Error.Contains($"/{program}'", StringComparison.Ordinal)) throw new SelftestBuildException(program, end.LastWords, end.Error.Length > 0 ? end.Error : end.Output);
            else tell($"The tree has no {program}.");
        }

        return files.ToImmutable();
    }

    private static Task<ToolEnd> MakeAsync(SelftestPlan plan, LlvmTools llvm, (string Program, bool IsSafe) what, CancellationToken cancel)
    {
        // In the sandbox all lies where it always lies: so what was built of one tree serves the next that differs little.
        var (tree, output, vmlinux) = what.IsSafe ? (Inside + "src", Inside + "out", Inside + "vmlinux") : (plan.Tree, plan.Output, plan.Vmlinux);
        var headers = plan.Headers is null ? null : Path.GetFullPath(Path.Combine(plan.Headers, "..", "..", ".."));
        ImmutableArray<string> words =
        [
            // One program is linked against a library by its name alone, as if it were built beside its source.
            "sh", "-c", """ln -sfn "$1/liburandom_read.so" "$2/" && shift && exec make -C "$@" """, "sh", output, Path.Combine(tree, plan.Folder), $"-j{Environment.ProcessorCount}",
            $"CLANG={llvm.Clang}", $"LLC={llvm.Llc}", $"LLVM_STRIP={llvm.Strip}", $"VMLINUX_BTF={vmlinux}", $"OUTPUT={output}",
        ];
        if (llvm.Linker is { } linker) words = words.Add($"LD={linker}");
        if (headers is not null) words = words.Add($"KDIR={(what.IsSafe ? Inside + "headers" + plan.Headers![headers.Length..] : plan.Headers)}");
        words = words.Add(Path.Combine(output, what.Program));
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

        return Tool.RunAsync(words, plan.Output, plan.Time, cancel);
    }
}
