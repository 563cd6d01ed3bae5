using System.Text.Json;

namespace Tributary.EndToEnd;

/// <summary>All that make run_tests runs, of a small tree of ours, in a real machine: each program is judged by itself.</summary>
[Collection("lab")]
[Trait("Speed", "all")]
[Trait("Clause", "TST-1")]
public sealed class LabAllTests : IDisposable
{
    private const string Folder = "tree/tools/testing/selftests/bpf/";

    private readonly Trib _trib = new();

    private readonly string[] _built = Built();

    // What was built of the tree stays in the cache; nobody wants it again.
    public void Dispose()
    {
        foreach (var folder in Built().Except(_built, StringComparer.Ordinal)) Directory.Delete(folder, recursive: true);
        _trib.Dispose();
    }

    [Fact]
    public void All_WhenProgramsFailInEveryWay_ThenEachIsJudgedByItselfAndTheNextRuns()
    {
        if (!LabHost.IsReady()) return;
        MakeTree();
        var junit = Path.Combine(_trib.Folder, "junit.xml");

        var (status, answer, error) = LabHost.Run(_trib, Path.Combine(_trib.Folder, "tree"), "--suite", "all", "--allow-mismatch", "--memory", "512", "--test-time", "4", "--junit", junit);

        status.ShouldBe(1, error);
        var run = answer.ShouldNotBeNull(error).GetProperty("run");
        run.GetProperty("end").GetString().ShouldBe("failed");
        run.GetProperty("tests").EnumerateArray().Select(static test => $"{test.GetProperty("name").GetString()} {test.GetProperty("verdict").GetString()}: {LastOf(test).Replace("line 2:", "2:", StringComparison.Ordinal)}").ShouldBe(
        [
            "one passed: ", "two failed: why", "skips.sh skipped: It left itself out (status 4).", "crashes failed: status 139", "hangs.sh failed: Its time was over (status 124).", "leaves.sh passed: ", "looks.sh passed: ",
            "wants.py skipped: It left itself out (status 4).", "lacks.sh skipped: It wants what the guest does not have: ./lacks.sh: 2: nonesuch: not found", "gone.sh failed: status 127", "never failed: status 127", "last.sh passed: ",
        ]);
        Of(run, "wants.py").GetProperty("output")[0].GetString().ShouldBe("nonesuch is not in the guest");
        Of(run, "gone.sh").GetProperty("output")[0].GetString().ShouldBe("gone.sh is not in the tree");
        Of(run, "never").GetProperty("output")[0].GetString().ShouldBe("never was not built: never.c:1:2: error: #error it never builds");
        run.GetProperty("totals").GetArrayLength().ShouldBe(1);
        File.ReadAllText(junit).ShouldSatisfyAllConditions(xml => xml.ShouldContain("<skipped message=\"It wants what the guest does not have"), xml => xml.ShouldNotContain("the run gets to its end"));
        LabHost.Scratch().ShouldBeEmpty();
    }

    private static string[] Built() => Directory.Exists(Path.Combine(LabHost.Cache, "selftests")) ? Directory.GetDirectories(Path.Combine(LabHost.Cache, "selftests"), "tree-*") : [];

    private static JsonElement Of(JsonElement run, string name) => run.GetProperty("tests").EnumerateArray().Single(test => test.GetProperty("name").GetString() == name);

    private static string LastOf(JsonElement test) => test.GetProperty("output").EnumerateArray().Select(static line => line.GetString()).LastOrDefault() ?? "";

    private void MakeTree()
    {
        _trib.Write("tree/Makefile", "VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 0\nEXTRAVERSION =\n");
        _trib.Write(Folder + "Makefile", """
            TESTS = tells skips.sh crashes hangs.sh leaves.sh looks.sh wants.py lacks.sh gone.sh never last.sh
            emit_tests:
            	@for t in $(TESTS); do echo "$(COLLECTION):$$t"; done
            all: $(OUTPUT)/tells $(OUTPUT)/crashes $(OUTPUT)/never
            $(OUTPUT)/%: %.c
            	gcc -static -o $@ $<

            """.ReplaceLineEndings("\n"));
        _trib.Write(Folder + "tells.c", "#include <stdio.h>\nint main(void) { puts(\"#1/p one OK\\n#2/p two FAIL\\nwhy\\nSummary: 1 PASSED, 0 SKIPPED, 1 FAILED\"); return 1; }\n");
        _trib.Write(Folder + "crashes.c", "#include <stdlib.h>\nint main(void) { *(volatile int *)getenv(\"NONESUCH\") = 1; return 0; }\n");
        _trib.Write(Folder + "never.c", "#error it never builds\n");
        Script("skips.sh", "exit 4");
        Script("hangs.sh", "sleep 1000");
        Script("leaves.sh", "sleep 1000 </dev/null >/dev/null 2>&1 &");
        Script("looks.sh", "for p in $(pgrep sleep); do grep -q 1000 /proc/$p/cmdline && exit 1; done; exit 0");
        Script("wants.py", "print()", "/usr/bin/env nonesuch");
        Script("lacks.sh", "nonesuch a b");
        Script("last.sh", "exit 0");
    }

    private void Script(string name, string text, string interpreter = "/bin/sh")
    {
        var file = _trib.Write(Folder + name, $"#!{interpreter}\n{text}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
