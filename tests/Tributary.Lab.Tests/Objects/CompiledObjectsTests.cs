namespace Tributary.Lab.Tests;

/// <summary>Objects that the compiler here makes, in more ways than those that were kept: each is what its command says.</summary>
[Trait("Clause", "LLV-5")]
[Trait("Speed", "slow")]
public sealed class CompiledObjectsTests : IDisposable
{
    private const string Relocated = """
        typedef unsigned int u32; typedef unsigned long long u64;
        #define SEC(n) __attribute__((section(n), used))
        struct task_struct { int pid; int tgid; } __attribute__((preserve_access_index));
        static long (*bpf_get_current_task)(void) = (void *)35;
        static long (*bpf_probe_read_kernel)(void *, u32, const void *) = (void *)113;
        SEC("tp/sched/sched_switch") int on_switch(void *ctx)
        {
            struct task_struct *task = (void *)bpf_get_current_task();
            int pid = 0;
            bpf_probe_read_kernel(&pid, sizeof(pid), &task->pid);
            return pid < 100 ? 1 : 2;
        }
        char LICENSE[] SEC("license") = "GPL";
        """;

    private const string Switch = """
        #define SEC(n) __attribute__((section(n), used))
        SEC("xdp") int pass(void *ctx)
        {
            int *p = ctx;
            switch (*p) { case 1: return 7; case 2: return 11; case 3: return 13; case 4: return 17; case 5: return 19; case 6: return 29; }
            return *p < 5 ? 2 : 1;
        }
        char LICENSE[] SEC("license") = "GPL";
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tributary-objects-");

    public void Dispose() => _folder.Delete(recursive: true);

    // What clang is told; the way it is to be seen as; the most that the instructions may need; big endian; with types.
    [Theory]
    [InlineData("-target bpf -mcpu=v1", TargetWay.Bpf, 1, false, false)]
    [InlineData("-target bpf -mcpu=v2 -g", TargetWay.Bpf, 2, false, true)]
    [InlineData("-target bpf -mcpu=v3", TargetWay.Bpf, 3, false, false)]
    [InlineData("-target bpf -mcpu=v3 -g -Os", TargetWay.Bpf, 3, false, true)]
    [InlineData("-target bpf -mcpu=v2 -O0", TargetWay.Bpf, 2, false, false)]
    [InlineData("-target bpf -mcpu=v3 -g -fno-addrsig", TargetWay.Bpf, 3, false, true)]
    [InlineData("-target bpf -mcpu=v3 -fno-addrsig", TargetWay.Bpf, 3, false, false)]
    [InlineData("-target bpfeb -mcpu=v1", TargetWay.Bpf, 1, true, false)]
    [InlineData("-target bpfeb -mcpu=v3 -g", TargetWay.Bpf, 3, true, true)]
    [InlineData("-target bpf -mcpu=v3 -flto | llc", TargetWay.Bpf, 3, false, false)]
    [InlineData("-target bpf -mcpu=v2 -g -flto | llc", TargetWay.Bpf, 2, false, true)]
    [InlineData("-emit-llvm -mcpu=v2 | llc", TargetWay.TwoStep, 2, false, false)]
    [InlineData("--target=x86_64-linux-gnu", TargetWay.Native, 0, false, false)]
    [InlineData("--target=x86_64-linux-gnu -g", TargetWay.Native, 0, false, false)]
    [InlineData("--target=aarch64-linux-gnu", TargetWay.Native, 0, false, false)]
    [InlineData("--target=s390x-linux-gnu", TargetWay.Native, 0, true, false)]
    [InlineData("--target=i386-linux-gnu", TargetWay.Native, 0, false, false)]
    public async Task Object_WhenTheCompilerMakesIt_ThenTheReportSaysHow(string how, TargetWay way, int most, bool isBigEndian, bool hasTypes)
    {
        foreach (var (name, source) in new[] { ("core", Relocated), ("switch", Switch) })
        {
            if (await CompileAsync(source, how) is not { } bytes) return;
            var file = ElfReader.Read(bytes).ShouldBeOfType<ElfReading.Done>(name).File;

            var report = ObjectExaminer.Examine(file);

            report.Target.Way.ShouldBe(way, name);
            file.IsBigEndian.ShouldBe(isBigEndian, name);
            (report.AtLeast is null ? 0 : (int)report.AtLeast.Value).ShouldBe(most, name);
            if (way != TargetWay.Native) (report.Types is not null).ShouldBe(hasTypes, name);
        }
    }

    // gcc-bpf, where it is here.
    [Theory]
    [InlineData("-O2")]
    [InlineData("-O2 -g -mbig-endian")]
    [InlineData("-Os -mcpu=v2 -fno-ident")]
    public async Task Object_WhenGccMakesIt_ThenTheReportSaysSo(string how)
    {
        if (ProgramPath.Find("bpf-gcc") is not { } gcc)
        {
            Console.WriteLine("NOT RUN: bpf-gcc is not here");
            return;
        }

        var (input, made) = (Path.Combine(_folder.FullName, "in.c"), Path.Combine(_folder.FullName, "out.o"));
        await File.WriteAllTextAsync(input, Switch);
        await Tool.DoAsync([gcc, .. how.Split(' '), "-w", "-c", input, "-o", made], _folder.FullName, TimeSpan.FromMinutes(1), CancellationToken.None);

        var report = ObjectExaminer.Examine(ElfReader.Read(await File.ReadAllBytesAsync(made)).ShouldBeOfType<ElfReading.Done>().File);

        report.Target.Way.ShouldBe(TargetWay.Gcc);
        report.Target.IsSure.ShouldBe(!how.Contains("-fno-ident", StringComparison.Ordinal));
        report.Faults.ShouldNotContain(static fault => fault.IsSevere);
    }

    [Theory]
    [InlineData("-target bpf -flto -c")]
    [InlineData("-target bpf -flto=thin -g -c")]
    public async Task Object_WhenItIsBitcode_ThenThatIsSaid(string how)
    {
        if (await CompileAsync(Switch, how) is { } bytes) ElfReader.Read(bytes).ShouldBeOfType<ElfReading.Wrong>().Why.ShouldStartWith("it is LLVM bitcode");
    }

    private async Task<byte[]?> CompileAsync(string source, string how)
    {
        if (LlvmTools.Find() is not { } llvm)
        {
            Console.WriteLine("NOT RUN: no clang with the BPF back end is here");
            return null;
        }

        var (input, made) = (Path.Combine(_folder.FullName, "in.c"), Path.Combine(_folder.FullName, "out.o"));
        await File.WriteAllTextAsync(input, source);
        var isTwoStep = how.EndsWith(" | llc", StringComparison.Ordinal);
        string[] options = how.Replace(" | llc", "", StringComparison.Ordinal).Split(' ');
        var set = Array.Find(options, static word => word.StartsWith("-mcpu=", StringComparison.Ordinal)) ?? "-mcpu=v1";
        // The native target knows no instruction sets of BPF.
        if (isTwoStep) options = [.. options.Where(static word => !word.StartsWith("-mcpu=", StringComparison.Ordinal))];
        var first = isTwoStep ? Path.Combine(_folder.FullName, "in.bc") : made;
        await Tool.DoAsync([llvm.Clang, "-O2", "-w", .. options, "-c", input, "-o", first], _folder.FullName, TimeSpan.FromMinutes(1), CancellationToken.None);
        if (isTwoStep) await Tool.DoAsync([llvm.Llc, "-march=bpf", set, "-filetype=obj", first, "-o", made], _folder.FullName, TimeSpan.FromMinutes(1), CancellationToken.None);
        return await File.ReadAllBytesAsync(made);
    }
}
