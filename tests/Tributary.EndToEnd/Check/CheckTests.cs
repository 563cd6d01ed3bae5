using System.Diagnostics;
using System.Text.Json;

namespace Tributary.EndToEnd;

/// <summary><c>trib check</c> as a contributor uses it: on files, on commits, mending, and asked by git's hook.</summary>
public sealed class CheckTests : IDisposable
{
    // A bad patch on top of a small tree: few digits, another title, stable in Cc, blanks, no message, no sign-off.
    private const string Script = """
        set -e
        export HOME="$PWD" GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_DATE='2024-03-04T09:00:00Z' GIT_COMMITTER_DATE='2024-03-04T09:00:00Z'
        git init -q -b master tree; cd tree
        git config user.name 'Ann Author'; git config user.email ann@example.org
        mkdir -p kernel/bpf
        echo 'int count;' > kernel/bpf/core.c
        printf 'BPF\nM:\tMia Maintainer <mia@example.org>\nL:\tbpf@vger.kernel.org\nS:\tMaintained\nF:\tkernel/bpf/\n' > MAINTAINERS
        git add -A; git commit -q -m 'bpf: Count received packets'
        base=$(git rev-parse --short=8 HEAD)
        printf 'int count;\nint dropped; \n' > kernel/bpf/core.c
        printf 'bpf: Count dropped packets.\n\nFixes: %s ("bpf: Count packets")\nCc: stable@vger.kernel.org\n' "$base" | git commit -q -a -F -
        git format-patch -q -1 --subject-prefix='PATCH bpf' -o ../out
        """;

    private readonly Trib _trib = new();

    public CheckTests() => Shell(Script, _trib.Folder).Exit.ShouldBe(0);

    [Fact]
    [Trait("Clause", "REQ-2")]
    public void Check_WhenAFileIsBad_ThenSaysWhereAndWhatToDoAndEndsWithOne()
    {
        var said = _trib.Run("check", "--tree", "tree", "out");

        said.ExitCode.ShouldBe(1);
        said.Output.ShouldContain("0001-bpf-Count-dropped-packets.patch:6: error: Fixes: names the commit by 8 digits");
        said.Output.ShouldContain("[stable-cc, STB-4]");
        said.Output.ShouldContain("[author-signed-off, GEN-1]");
        said.Output.ShouldContain("[message-empty, REQ-4]");
    }

    [Fact]
    public void Check_WhenItIsMended_ThenOnlyWhatNeedsAPersonIsLeft()
    {
        _trib.Run("check", "--tree", "tree", "--fix", "out").Output.ShouldContain("mended: ");

        var left = Rules(_trib.Run("check", "--tree", "tree", "--json", "out").Output);

        left.ShouldNotContain("fixes-digits");
        left.ShouldNotContain("fixes-title");
        left.ShouldNotContain("stable-cc");
        left.ShouldNotContain("title-stop");
        left.ShouldNotContain("trailing-whitespace");
        left.ShouldContain("message-empty");
        Shell("cd tree && git checkout -q HEAD~1 && git am -q ../out/*.patch", _trib.Folder).Exit.ShouldBe(0);
    }

    [Fact]
    public void Check_WhenItIsARange_ThenItSpeaksOfCommitsAndTheMailIsNoError()
    {
        var (exit, said) = Shell($"'{Trib.Program}' check --json HEAD~1..", Path.Combine(_trib.Folder, "tree"));

        exit.ShouldBe(1);
        Lines(said).Single(line => line.GetProperty("rule").GetString() == "tree-prefix").GetProperty("severity").GetString().ShouldBe("warning");
        Lines(said).Single(line => line.GetProperty("rule").GetString() == "trailing-whitespace").GetProperty("path_line").GetInt32().ShouldBe(2);
    }

    [Fact]
    public void Check_WhenAskedForSarif_ThenEachResultHasARuleAndAPlace()
    {
        using var log = JsonDocument.Parse(_trib.Run("check", "--sarif", "out").Output);
        var run = log.RootElement.GetProperty("runs")[0];
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");

        log.RootElement.GetProperty("version").GetString().ShouldBe("2.1.0");
        run.GetProperty("results").GetArrayLength().ShouldBeGreaterThan(3);
        foreach (var result in run.GetProperty("results").EnumerateArray())
        {
            rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString().ShouldBe(result.GetProperty("ruleId").GetString());
            result.GetProperty("level").GetString().ShouldBeOneOf("error", "warning", "note");
            result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32().ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public void Hook_WhenItIsInstalled_ThenGitIsToldNoOnceForAllFiles()
    {
        Shell($"'{Trib.Program}' check --install-hook", Path.Combine(_trib.Folder, "tree")).Exit.ShouldBe(0);
        const string Hook = "tree/.git/hooks/sendemail-validate";

        Shell($"{Hook} out/0001-bpf-Count-dropped-packets.patch", _trib.Folder).Exit.ShouldBe(1);
        var newer = Shell($"cp out/0001* out/0002.patch; GIT_SENDEMAIL_FILE_COUNTER=1 GIT_SENDEMAIL_FILE_TOTAL=2 {Hook} out/0001* && echo waits; GIT_SENDEMAIL_FILE_COUNTER=2 GIT_SENDEMAIL_FILE_TOTAL=2 {Hook} out/0002.patch", _trib.Folder);
        newer.Exit.ShouldBe(1);
        newer.Said.ShouldStartWith("waits\n");
    }

    // git send-email itself hands the mail to a server that the test plays: what trib send decided is what arrives.
    [Fact]
    [Trait("Clause", "SUB-1")]
    public async Task Send_WhenGitSendEmailTakesIt_ThenTheServerGetsItForThoseThatMaintainersNames()
    {
        using var server = new SmtpReceiver();
        var receiving = server.ReceiveAsync();
        var setUp = $"cd tree && git config sendemail.smtpserver 127.0.0.1 && git config sendemail.smtpserverport {server.Port} && git config sendemail.suppresscc all && git config sendemail.smtpencryption ''";
        Shell(setUp, _trib.Folder).Exit.ShouldBe(0);

        var refused = Shell($"cd tree && '{Trib.Program}' send --tree . --yes ../out 2>&1", _trib.Folder);
        var sent = Shell($"cd tree && HOME=\"$PWD\" GIT_CONFIG_NOSYSTEM=1 '{Trib.Program}' send --tree . --yes --force ../out 2>&1", _trib.Folder);

        (refused.Exit, refused.Said.Contains("not sent: the check found errors", StringComparison.Ordinal)).ShouldBe((1, true));
        sent.Exit.ShouldBe(0, sent.Said);
        var (recipients, mail) = await receiving.WaitAsync(TimeSpan.FromSeconds(60));
        recipients.Order(StringComparer.Ordinal).ShouldBe(["bpf@vger.kernel.org", "mia@example.org"]);
        mail.ShouldContain("Subject: [PATCH bpf] bpf: Count dropped packets.");
        mail.ShouldContain("To: bpf@vger.kernel.org");
        mail.ShouldContain("+int dropped;");
    }

    [Fact]
    public void Hook_WhenAnotherStandsThere_ThenItIsLeftAlone()
    {
        var file = Path.Combine(_trib.Folder, "tree", ".git", "hooks", "sendemail-validate");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "#!/bin/sh\n");

        Shell($"'{Trib.Program}' check --install-hook", Path.Combine(_trib.Folder, "tree")).Exit.ShouldBe(1);
        File.ReadAllText(file).ShouldBe("#!/bin/sh\n");
    }

    // What a first series lacks is told at once, and in an order in which it can be mended.
    [Fact]
    [Trait("Clause", "SUB-2")]
    public void Check_WhenAFirstPatchIsMended_ThenItSaysHowToFindWhomToWriteTo()
    {
        const string Patch = "From: ann <ann@example.org>\nDate: Mon, 4 Mar 2024 09:00:00 +0000\nSubject: [PATCH bpf-next] bpf: Count dropped packets\n\nOperators want to see how many packets are dropped, and had to guess.\n{0}---\n kernel/bpf/core.c | 1 +\n\ndiff --git a/kernel/bpf/core.c b/kernel/bpf/core.c\n--- a/kernel/bpf/core.c\n+++ b/kernel/bpf/core.c\n@@ -1 +1,2 @@\n int count;\n+int dropped;\n";
        var file = _trib.Write("first.patch", Patch.Replace("{0}", "", StringComparison.Ordinal));

        var first = _trib.Run("check", file);
        first.Output.ShouldContain("git config user.name \"Given Family\"");
        first.Output.ShouldNotContain("addressed to nobody");
        _trib.Write("first.patch", Patch.Replace("ann <", "Ann Author <", StringComparison.Ordinal).Replace("{0}", "\nSigned-off-by: Ann Author <ann@example.org>\n", StringComparison.Ordinal));
        var mended = _trib.Run("check", file);
        mended.ExitCode.ShouldBe(0, mended.Output);
        mended.Output.ShouldContain("It is addressed to nobody yet: trib maintainers --git-send-email");
        _trib.Run("check", "--json", file).Output.ShouldNotContain("addressed to nobody");
        var cover = _trib.Write("0000-cover-letter.patch", "From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\nFrom: Ann Author <ann@example.org>\nSubject: [PATCH bpf-next 0/1] bpf: Count\n\nWhy.\n");
        _trib.Run("maintainers", "--tree", "tree", "--git-send-email", cover, file).ShouldSucceed().Output.ShouldContain("--to=bpf@vger.kernel.org");
    }

    [Theory]
    [InlineData("nothing-here")]
    [InlineData("--severity", "grave", "out")]
    [InlineData("--profile", "xfs", "out")]
    [InlineData("--tree", "nowhere", "out")]
    public void Check_WhenTheInputIsBad_ThenOneLineAndTwo(params string[] arguments) => _trib.Run(["check", .. arguments]).ShouldFail(2, "");

    public void Dispose() => _trib.Dispose();

    private static string[] Rules(string output) => [.. Lines(output).Select(line => line.GetProperty("rule").GetString()!)];

    private static List<JsonElement> Lines(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.Clone())];

    private static (int Exit, string Said) Shell(string script, string folder)
    {
        var start = new ProcessStartInfo("sh", ["-c", script]) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = folder };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToArray()) start.Environment.Remove(name);
#pragma warning disable RS0030 // The ban keeps processes of src/ in Tributary.Git; this makes a repository and asks the hook.
        using var process = Process.Start(start)!;
#pragma warning restore RS0030
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said);
    }
}
