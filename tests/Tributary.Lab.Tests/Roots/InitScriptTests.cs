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
}
