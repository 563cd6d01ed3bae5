namespace Tributary.EndToEnd;

/// <summary>Every command given what it cannot use: one line that says so, and the exit status of the contract.</summary>
[Trait("Speed", "slow")]
public sealed class BadInputTests
{
    // Exit status, words of the line, and the command; "binary" and "words" are files that are there, "gone" is one that is not.
    private static readonly (int Status, string Words, string Command)[] Cases =
    [
        (2, "nonsense", "nonsense"),
        (2, "SOURCE", "import"),
        (2, "no such file", "import gone"),
        (2, "no source of mail", "import binary"),
        (2, "no source of mail", "import words"),
        (2, "there is no project nix", "import empty --project nix"),
        (2, "no source of mail", "import ."),
        (3, "cannot be read", "import https://127.0.0.1:1/x"),
        (2, "is no state", "series list --state nix"),
        (2, "is no number", "series list --limit -1"),
        (2, "is no date", "series list --since yesteryear"),
        (1, "there is no series 99", "series show 99"),
        (1, "there is no message nix", "series show nix"),
        (1, "there is no series 99", "series range-diff 99"),
        (1, "there is no message nix", "patch show nix"),
        (2, "is no category", "events --category nix"),
        (2, "no such file", "check gone"),
        (2, "no patch in binary", "check binary"),
        (2, "no patch in empty", "check empty"),
        (2, "there is no profile nix", "check --profile nix words"),
        (2, "--severity nix", "check --severity nix words"),
        (2, "no such folder", "check --tree /gone words"),
        (2, "no patch in words", "route words"),
        (1, "there is no series 99", "route --set bpf 99"),
        (2, "no MAINTAINERS file", "maintainers words --tree ."),
        (2, "'--pattern-depth'; see", "maintainers --pattern-depth x words"),
        (2, "say what is wrong", "report"),
        (2, "no such file", "report --dmesg gone"),
        (2, "binary is no text", "report binary"),
        (2, "no patch in words", "send words"),
        (1, "there is no series 99", "apply 99"),
        (2, "say who signs off", "drop 99"),
        (2, "no URL", "tree add x gone"),
        (2, "is no name of a tree", "tree add ../x https://example.org"),
        (1, "is not followed", "tree fetch nix"),
        (1, "no commit or patch", "tree where nix"),
        (1, "is not followed", "tree remove nix"),
        (2, "is not followed", "pull-request nix"),
        (1, "there is no project nix", "window --project nix"),
        (1, "trib tree add", "stable where nix"),
        (2, "there is no file gone", "stable branches --update gone"),
        (2, "which kernel", "lab run nix"),
        (2, "there is no file gone", "lab read gone"),
        (2, "no configuration", "lab config gone"),
        (2, "--for takes", "toolchain --for nix"),
        (2, "no ELF object", "object binary"),
        (2, "no version of a kernel", "object words --kernel x"),
        (1, "no clause NIX-9", "handbook NIX-9"),
        (1, "there is no user nix", "token add nix"),
        (2, "is no number of a token", "token revoke nix"),
        (1, "there is no letter 99", "outbox retry 99"),
        (2, "no address that mail can be sent to", "outbox test nix"),
        (2, "Must be one of", "notice show nix"),
        (2, "gone cannot be read", "notice set accepted gone"),
        (2, "there is no", "notice set accepted template"),
        (1, "there is no series 99", "notice preview accepted 99"),
        (2, "no address that mail can be sent to", "notice refuse nix"),
        (2, "no address that mail can be sent to", "checks refuse nix"),
        (2, "https://", "webhook add nix"),
        (1, "no such webhook", "webhook remove 99"),
        (2, "line 1", "delegation set words"),
        (2, "line 1", "delegation try binary"),
        (1, "no source nix", "source stop nix"),
        (2, "is there already", "backup words"),
        (3, "does not answer", "migrate-database --to postgres://nix:nix@127.0.0.1:1/x"),
        (2, "no address to listen on", "serve --urls nix"),
        (2, "no socket", "serve --lmtp nix"),
        (2, "no way out for mail", "serve --mail-out nix"),
        (2, "no number of seconds", "serve --every x"),
        (2, "no address or network", "serve --behind nix"),
        (2, "no such file", "serve --follow gone"),
        (2, "is no kernel", "serve --urls http://127.0.0.1:0 --lab nix"),
        (75, "holds no message", "ingest"),
    ];

    [Fact]
    public void Command_WhenItCannotUseWhatItIsGiven_ThenOneLineSaysSoAndTheStatusIsTheContracts()
    {
        using var trib = new Trib();
        trib.Write("words", "Some words of somebody.\n");
        trib.Write("empty", "");
        trib.Write("template", "Dear {nobody},\n");
        File.WriteAllBytes(Path.Combine(trib.Folder, "binary"), [.. Enumerable.Range(0, 3000).Select(static at => (byte)(at * 7919 % 256))]);
        // The project and its database are there, as they are for who makes a slip.
        trib.Import("empty");

        foreach (var (status, words, command) in Cases)
        {
            var result = trib.Run(command.Split(' '));

            result.ExitCode.ShouldBe(status, $"trib {command}: {result.Errors}");
            result.Errors.ShouldStartWith("trib: ", customMessage: command);
            result.Errors.TrimEnd('\n').ShouldNotContain("\n", customMessage: command);
            result.Errors.ShouldContain(words, customMessage: command);
            result.Errors.ShouldNotContain("Exception", customMessage: command);
            // An import whose source does not answer says its counts all the same.
            if (status != 3) result.Output.ShouldBe("", command);
        }
    }
}
