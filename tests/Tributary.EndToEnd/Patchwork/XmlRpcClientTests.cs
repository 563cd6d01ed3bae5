namespace Tributary.EndToEnd;

/// <summary>Python's own XML-RPC client, on which pwclient stands, makes pwclient's round: projects, states, a list, a mail that git takes, an update, a check.</summary>
[Trait("Speed", "all")]
public sealed class XmlRpcClientTests(GitPwRound round) : IClassFixture<GitPwRound>
{
    private const string Script = """
        import sys, xmlrpc.client
        address, token = sys.argv[1:]
        anyone = xmlrpc.client.ServerProxy(address)
        mia = xmlrpc.client.ServerProxy(address, headers=[("Authorization", "Token " + token)])
        project = [one["id"] for one in anyone.project_list("", 0) if one["linkname"] == "netdevbpf"][0]
        states = {one["name"]: one["id"] for one in anyone.state_list("", 0)}
        axel = anyone.person_list("axel@", 0)[0]
        print(axel["name"], states["Accepted"])
        found = anyone.patch_list({"project_id": project, "submitter_id": axel["id"], "state_id": states["New"], "name__icontains": "turn: mark t"})
        print(*[one["name"] for one in found], sep="\n")
        with open("taken.mbox", "w", encoding="utf-8") as file:
            file.write(anyone.patch_get_mbox(found[0]["id"]))
        print(mia.patch_set(found[0]["id"], {"state": states["Accepted"], "commit_ref": "0123abcd"}))
        print(mia.check_create(found[0]["id"], "build", "success", "", "It builds"))
        after = anyone.patch_get(found[0]["id"])
        print(after["state"], after["commit_ref"], [one["state"] for one in anyone.patch_check_get(found[0]["id"])["checks"] if one["context"] == "build"])
        print(len(anyone.patch_list({"project_id": project, "max_count": -2})), anyone.patch_get(10 ** 9))
        try:
            anyone.patch_set(found[0]["id"], {"state": states["New"]})
        except xmlrpc.client.Fault as fault:
            print(fault.faultString)

        """;

    [Fact]
    public void Client_WhenItMakesItsRound_ThenItFindsTakesAndChangesPatches()
    {
        if (!round.IsThere) return;
        var clone = round.Clone();

        var printed = round.Bench.Run(clone, "python3", "-c", Script, $"{round.Address}/xmlrpc/", round.TokenOf("mia"));

        printed.ShouldBe("""
            Axel Åuthor 3
            [bpf-next,1/2] turn: Mark two
            [bpf-next,2/2] turn: Mark three
            True
            True
            Accepted 0123abcd ['success']
            2 {}
            No authentication credentials given

            """);
        round.Bench.Run(clone, "git", "am", "-q", "taken.mbox");
        round.Bench.Run(clone, "git", "log", "-1", "--format=%B").ShouldContain("Acked-by: Rae Reviewer <rae@example.org>");
    }
}
