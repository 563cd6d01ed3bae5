using System.Text.Json;

namespace Tributary.EndToEnd;

/// <summary>
/// A kernel that is built of a tree. A real one takes most of an hour: only where TRIBUTARY_LAB_BUILD names the folder of a kernel's whole source. Everywhere a tree of ours is built, whose Makefile takes
/// Debian's kernel out of itself: all but the compiler is as it is with a real one.
/// </summary>
[Collection("lab")]
[Trait("Speed", "all")]
[Trait("Clause", "TST-2")]
public sealed class LabBuildTests : IDisposable
{
    private readonly Trib _trib = new();
    private readonly Workbench _bench = new();

    public void Dispose()
    {
        _trib.Dispose();
        _bench.Dispose();
    }

    [Fact]
    public void Kernel_WhenATreeOfOursIsBuilt_ThenItBootsWithItsConfigurationAndWhatItLacksIsTold()
    {
        if (!LabHost.IsReady() || MakeTree() is not { } tree) return;
        var cache = Path.Combine(_trib.Folder, "cache");

        var ran = _trib.Run("lab", "run", tree, "--kernel", "build", "--config", "tinyconfig", "--suite", "test_ours", "--allow-mismatch", "--memory", "512", "--json", "--cache", cache);

        ran.ExitCode.ShouldBe(0, ran.Errors + ran.Output);
        var answer = JsonDocument.Parse(ran.Output).RootElement;
        answer.GetProperty("run").GetProperty("tests").EnumerateArray().Select(static test => test.GetProperty("name").GetString()).ShouldBe(["it began with tinyconfig", "with the fragment of the tree", "and with what a machine needs"]);
        answer.GetProperty("run").GetProperty("kernel").GetString().ShouldBe(answer.GetProperty("release").GetString());
        answer.GetProperty("lacks").EnumerateArray().Select(static one => $"{one.GetProperty("option").GetString()} {one.GetProperty("wanted").GetString()} {one.GetProperty("has").GetString()}").ShouldBe(["CONFIG_DROPPED y n"]);
        File.Exists(Path.Combine(tree, "written")).ShouldBeFalse();
        Directory.GetDirectories(Path.Combine(cache, "scratch")).ShouldBeEmpty();
    }

    [Fact]
    public void Kernel_WhenATreeOfOursTakesMoreDiskThanItMay_ThenItIsEndedAndNothingStays()
    {
        if (!LabHost.IsReady() || MakeTree() is not { } tree) return;
        var cache = Path.Combine(_trib.Folder, "cache");

        var ran = _trib.Run("lab", "run", tree, "--kernel", "build", "--config", "tinyconfig", "--suite", "test_ours", "--allow-mismatch", "--disk", "1", "--cache", cache);

        ran.ExitCode.ShouldBe(3, ran.Errors);
        ran.Errors.ShouldContain("takes more than 1 MiB of disk");
        Directory.GetDirectories(Path.Combine(cache, "built")).ShouldBeEmpty();
    }

    [Fact]
    public void Kernel_WhenItIsBuiltOfATree_ThenItBootsAndWhatIsBuiltStays()
    {
        if (FindSource() is not { } source || !LabHost.IsReady()) return;
        var script = _trib.Write("say.sh", "#!/bin/sh\necho ok 1 it runs\ntest -e /boot/config-$(uname -r) && echo ok 2 it has its configuration\ngrep -q CONFIG_BPF_SYSCALL=y /boot/config-$(uname -r) && echo ok 3 with bpf\n");

        var ran = _trib.Run("lab", "run", source, "--kernel", "build", "--config", "tinyconfig", "--program", script, "--json");

        ran.ExitCode.ShouldBe(0, ran.Errors);
        var answer = JsonDocument.Parse(ran.Output).RootElement;
        answer.GetProperty("run").GetProperty("tests").GetArrayLength().ShouldBe(3);
        answer.GetProperty("run").GetProperty("kernel").GetString().ShouldBe(answer.GetProperty("release").GetString());
        LabHost.Scratch().ShouldBeEmpty();
    }

    [Fact]
    public void Kernel_WhenWhatIsBuiltMayTakeLittleDisk_ThenItIsEnded()
    {
        if (FindSource() is not { } source || !LabHost.IsReady()) return;
        var cache = Path.Combine(_trib.Folder, "cache");

        var ran = _trib.Run("lab", "run", source, "--kernel", "build", "--config", "tinyconfig", "--suite", "test_verifier", "--disk", "1", "--cache", cache);

        ran.ExitCode.ShouldBe(3, ran.Errors);
        ran.Errors.ShouldContain("takes more than 1 MiB of disk");
        Directory.GetDirectories(Path.Combine(cache, "built")).ShouldBeEmpty();
    }

    [Fact]
    public void Kernel_WhenItIsToBeBuiltOfNoTree_ThenThatIsSaid()
    {
        var ran = _trib.Run("lab", "run", "--kernel", "build", "--suite", "test_verifier", "--cache", Path.Combine(_trib.Folder, "cache"));

        ran.ExitCode.ShouldBe(3);
        ran.Errors.ShouldContain("a kernel is built of which tree?");
    }

    private string? MakeTree()
    {
        var image = Directory.GetFiles(Path.Combine(LabHost.Cache, "kernels"), "vmlinux", SearchOption.AllDirectories).Order(StringComparer.Ordinal).LastOrDefault();
        if (image is null)
        {
            Console.WriteLine("NOT RUN: no kernel of Debian is unpacked (./test prepares one)");
            return null;
        }

        _trib.Write("tree/Kconfig", "mainmenu \"Ours\"\n");
        _trib.Write("tree/kernel/none", "");
        _trib.Write("tree/Makefile", """
            VERSION = 6
            PATCHLEVEL = 1
            SUBLEVEL = 0
            EXTRAVERSION =
            tinyconfig:
            	echo CONFIG_TINY=y > $(O)/.config
            olddefconfig:
            	sed -i /CONFIG_DROPPED/d $(O)/.config
            bzImage:
            	-touch $(CURDIR)/written
            	mkdir -p $(O)/arch/x86/boot
            	cp $(CURDIR)/image $(O)/vmlinux
            	cp $(CURDIR)/image $(O)/arch/x86/boot/bzImage

            """.ReplaceLineEndings("\n"));
        _trib.Write("tree/tools/testing/selftests/bpf/config", "CONFIG_KEPT=y\nCONFIG_DROPPED=y\n");
        _trib.Write("tree/tools/testing/selftests/bpf/Makefile", "$(OUTPUT)/test_ours: test_ours.sh\n\tcp $< $@ && chmod +x $@\n");
        _trib.Write("tree/tools/testing/selftests/bpf/test_ours.sh", """
            #!/bin/sh
            config=/boot/config-$(uname -r)
            grep -q CONFIG_TINY=y $config && echo ok 1 it began with tinyconfig
            grep -q CONFIG_KEPT=y $config && echo ok 2 with the fragment of the tree
            grep -q CONFIG_BPF_SYSCALL=y $config && echo ok 3 and with what a machine needs

            """.ReplaceLineEndings("\n"));
        File.Copy(image, Path.Combine(_trib.Folder, "tree", "image"));
        return Path.Combine(_trib.Folder, "tree");
    }

    private static string? FindSource()
    {
        if (Environment.GetEnvironmentVariable("TRIBUTARY_LAB_BUILD") is { Length: > 0 } source && Directory.Exists(source)) return source;

        Console.WriteLine("NOT RUN: TRIBUTARY_LAB_BUILD names no folder of a kernel's source");
        return null;
    }
}
