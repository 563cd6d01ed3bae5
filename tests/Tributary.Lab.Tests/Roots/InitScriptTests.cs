namespace Tributary.Lab.Tests;

public sealed class InitScriptTests
{
    [Fact]
    public void Script_WhenOneProgramRuns_ThenTheMarkersNameItAndTheNonceIsNotInIt()
    {
        var script = InitScript.Of(new() { Programs = [new("test_verifier", null, ["1", "it's"])], Nonce = "deadbeef", Sysctls = ["kernel.x=0; reboot"] });

        script.ShouldContain("cmd=test_verifier\"");
        script.ShouldContain("'./test_verifier' '1' 'it'\\''s'\nstatus=$?");
        script.ShouldContain("sysctl -w 'kernel.x=0; reboot'");
        script.ShouldNotContain("deadbeef");
    }

    [Fact]
    public void Script_WhenSeveralProgramsRun_ThenEachIsBracketed()
    {
        var script = InitScript.Of(new() { Programs = [new("one", null, []), new("two", null, [])], Nonce = "x" });

        script.ShouldContain("LAB-TEST-BEGIN one");
        script.ShouldContain("LAB-TEST-END two rc=$rc");
        script.ShouldContain("cmd=selftests");
    }

    [Fact]
    public void Script_WhenAllOfATreeRuns_ThenOneThatIsMissingIsAFailureAmongOthers()
    {
        var script = InitScript.Of(new() { Programs = [new("one", null, []), new("two.sh", null, [])], Nonce = "x", IsCollection = true });

        script.ShouldContain("[ $rc = 0 ] || [ $rc = 4 ] || status=1\n");
    }

    [Fact]
    public void Script_WhenEachProgramHasItsTime_ThenItAndWhatItLeavesAreEnded()
    {
        var script = InitScript.Of(new() { Programs = [new("one", "/bin/sh", []), new("two", "/bin/sh", [])], Nonce = "x", IsCollection = true, ProgramTime = TimeSpan.FromSeconds(90) });

        script.ShouldContain("(sleep 90; : >/lab-late; kill -KILL -1) &\n'./one'\nrc=$?; kill -KILL -1 2>/dev/null\n[ -e /lab-late ] && rc=124");
    }

    [Fact]
    public void Script_WhenAProgramCannotBeRun_ThenTheGuestSaysWhy()
    {
        var folder = Directory.CreateTempSubdirectory("tributary-init-");
        try
        {
            var python = Path.Combine(folder.FullName, "a.py");
            File.WriteAllText(python, "#!/usr/bin/env python3\n");

            var script = InitScript.Of(new() { Programs = [new("a.py", python, []), new("b", null, []) { NotBuilt = "b was not built: it's odd" }], Nonce = "x", IsCollection = true }, new HashSet<string> { "sh" });

            script.ShouldContain("echo 'python3 is not in the guest'; rc=4\n");
            script.ShouldContain("echo 'b was not built: it'\\''s odd'; rc=127\n");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("#!/bin/bash -e\n", "bash")]
    [InlineData("#! /usr/bin/env python3\nx", "python3")]
    [InlineData("#!/usr/bin/env -S python3 -u", "python3")]
    [InlineData("#!\n", null)]
    [InlineData("\u007fELF", null)]
    [InlineData("", null)]
    public void Interpreter_WhenAFileNamesOne_ThenItIsFound(string text, string? name)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text);
            ScriptInterpreter.Find(file).ShouldBe(name);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Fault_WhenMakeComplainsOfSeveral_ThenEachHasItsOwn()
    {
        const string said = "a.c:3:1: error: expected ';'\nmake: *** [Makefile:9: /lab/out/test_a] Error 1\nld.lld: error: undefined symbol: x\nmake: *** [Makefile:10: /lab/out/test_progs-no_alu32] Error 1\nmake: Target 'all' not remade because of errors.\n";

        BuildFaults.Find(said, "test_a").ShouldBe("test_a was not built: a.c:3:1: error: expected ';'");
        BuildFaults.Find(said, "test_progs-no_alu32").ShouldBe("test_progs-no_alu32 was not built: ld.lld: error: undefined symbol: x");
        BuildFaults.Find(said, "x").ShouldBe("x was not built; the first that make complains of: a.c:3:1: error: expected ';'");
        BuildFaults.Find("", "x").ShouldBe("x was not built");
        BuildFaults.Find(said, "x.sh").ShouldBe("x.sh is not in the tree");
    }
}
