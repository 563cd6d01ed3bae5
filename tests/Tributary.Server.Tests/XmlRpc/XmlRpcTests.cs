using System.Net.Http.Headers;
using System.Security;
using System.Text;
using System.Xml.Linq;

namespace Tributary.Server.Tests;

public sealed class XmlRpcTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient client = new();
    private ApiDesk desk = null!;
    private DeskUser mia = null!;
    private DeskUser cora = null!;

    public async Task InitializeAsync()
    {
        desk = await ApiDesk.OpenAsync(ApiMails.All);
        mia = await desk.AddUserAsync("mia", isMaintainer: true);
        cora = await desk.AddUserAsync("cora");
    }

    public Task DisposeAsync() => desk.DisposeAsync().AsTask();

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task Patches_WhenListed_ThenEachFilterOfPwclientNarrowsThem()
    {
        (await NamesAsync("")).ShouldBe(["[tree,v2,1/2] widgets: turn them", "[tree,v2,2/2] widgets: turn back", "gadgets: hold still"]);
        (await NamesAsync(Member("name__icontains", "TURN b"))).ShouldBe(["[tree,v2,2/2] widgets: turn back"]);
        (await NamesAsync(Member("msgid", $"<{ApiMails.Alone}>"))).ShouldBe(["gadgets: hold still"]);
        (await NamesAsync(Member("max_count", 1))).ShouldBe(["[tree,v2,1/2] widgets: turn them"]);
        (await NamesAsync(Member("max_count", -2))).ShouldBe(["[tree,v2,2/2] widgets: turn back", "gadgets: hold still"]);
        (await NamesAsync(Member("state_id", 1) + Member("project_id", (int)desk.Project))).Length.ShouldBe(3);
        (await NamesAsync(Member("state_id", 3))).ShouldBeEmpty();
        (await NamesAsync(Member("archived", "no"))).Length.ShouldBe(3);
        (await NamesAsync(Member("commit_ref", "0123"))).ShouldBeEmpty();
        (await NamesAsync(Member("no_such", "1"))).ShouldBeEmpty();
        (await NamesAsync(Member("state_id", "garbage"))).ShouldBeEmpty();
        (await FaultAsync(null, "patch_list", $"<struct>{Member("date__gte", "2026-01-01")}</struct>")).ShouldStartWith("The filter date__gte is not here; there are id, name, name__icontains, ");
        (await FaultAsync(null, "check_list", $"<struct>{Member("user__icontains", "m")}</struct>")).ShouldStartWith("The filter user__icontains is not here");
    }

    [Fact]
    public async Task Patch_WhenAskedFor_ThenItsFieldsMailAndDiffAreThoseOfTheApi()
    {
        var id = await desk.NumberOfAsync(ApiMails.First);
        var shown = (await desk.DataAsync($"patches/{id}/"))!;

        var fields = Fields(await CallAsync("patch_get", Int(id)));
        fields["name"].ShouldBe(shown.GetProperty("name").GetString());
        fields["filename"].ShouldBe("tree-v2-1-2-widgets-turn-them.patch");
        fields["msgid"].ShouldBe($"<{ApiMails.First}>");
        fields["state"].ShouldBe("New");
        fields["state_id"].ShouldBe("1");
        fields["hash"].ShouldBe(shown.GetProperty("hash").GetString());
        Fields(await CallAsync("patch_get_by_hash", Text(fields["hash"])))["id"].ShouldBe(fields["id"]);
        Fields(await CallAsync("patch_get_by_project_hash", Text(desk.ProjectName), Text(fields["hash"])))["id"].ShouldBe(fields["id"]);
        (await CallAsync("patch_get_diff", Int(id))).Value.ShouldBe(shown.GetProperty("diff").GetString());
        (await CallAsync("patch_get_mbox", Int(id))).Value.ShouldBe(await client.GetStringAsync(new Uri(shown.GetProperty("mbox").GetString()!)));
        Fields(await CallAsync("patch_get", Int(99_999))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Patch_WhenSet_ThenOnlyByWhoMayDecide()
    {
        var id = await desk.NumberOfAsync(ApiMails.Alone);
        var accept = $"<struct>{Member("state", 3)}{Member("commit_ref", "0123abcd")}</struct>";

        (await FaultAsync(null, "patch_set", Int(id), accept)).ShouldBe("No authentication credentials given");
        (await FaultAsync(cora, "patch_set", Int(id), accept)).ShouldStartWith("No permissions to edit this patch: ");
        (await FaultAsync(mia, "patch_set", Int(id), $"<struct>{Member("state", 99)}</struct>")).ShouldStartWith("There is no state 99");
        (await FaultAsync(mia, "patch_set", Int(99_999), accept)).ShouldBe("There is no such patch.");
        (await CallAsync(mia, "patch_set", Int(id), accept)).Value.ShouldBe("1");

        var shown = await desk.DataAsync($"patches/{id}/");
        shown.GetProperty("state").GetString().ShouldBe("accepted");
        shown.GetProperty("commit_ref").GetString().ShouldBe("0123abcd");
    }

    [Fact]
    public async Task Checks_WhenMade_ThenAreListedAndCombined()
    {
        var id = await desk.NumberOfAsync(ApiMails.Alone);

        (await FaultAsync(cora, "check_create", Int(id), Text("build"), Text("fail"))).ShouldStartWith("No permissions");
        (await FaultAsync(mia, "check_create", Int(id), Text("build"), Text("bad"))).ShouldStartWith("Invalid check state: bad");
        (await CallAsync(mia, "check_create", Int(id), Text("build"), Text("fail"), Text("https://ci.example.org/1"), Text("It does not build"))).Value.ShouldBe("1");

        var listed = Fields((await CallAsync("check_list")).Descendants("struct").Single());
        listed["patch"].ShouldBe("gadgets: hold still");
        listed["user"].ShouldBe("mia");
        listed["state"].ShouldBe("fail");
        (await CallAsync("check_list", $"<struct>{Member("user", "cora")}</struct>")).Descendants("struct").ShouldBeEmpty();
        Fields(await CallAsync("check_get", Int(long.Parse(listed["id"], System.Globalization.CultureInfo.InvariantCulture))))["context"].ShouldBe("build");
        Fields((await CallAsync("patch_check_get", Int(id))).Elements().Single())["total"].ShouldBe("1");
    }

    [Fact]
    public async Task Names_WhenLookedUp_ThenByAnyPartOfThem()
    {
        (await CallAsync("project_list", Text(""), Int(0))).Descendants("struct").Select(one => Fields(one)["linkname"]).ShouldContain(desk.ProjectName);
        (await CallAsync("person_list", Text("REVIEWER"), Int(0))).Descendants("struct").Select(one => Fields(one)["email"]).ShouldBe(["rae@example.org"]);
        (await FaultAsync(null, "person_list", Text(""), Int(0))).ShouldStartWith("Sign in to list people");
        (await CallAsync(cora, "person_list", Text(""), Int(1))).Descendants("struct").Count().ShouldBe(1);
        (await CallAsync("state_list", Text("review"), Int(0))).Descendants("struct").Select(one => Fields(one)["name"]).ShouldBe(["Under Review"]);
        Fields(await CallAsync("state_get", Int(3)))["name"].ShouldBe("Accepted");
        (await CallAsync("pw_rpc_version")).Descendants("int").Select(one => one.Value).ShouldBe(["1", "3", "0"]);
    }

    [Fact]
    public async Task Call_WhenItCannotBeAnswered_ThenTheFaultSaysWhy()
    {
        (await FaultAsync(null, "system.shutdown")).ShouldBe("method \"system.shutdown\" is not supported");
        (await FaultAsync(new DeskUser(0, "eve", "garbage"), "patch_list")).ShouldBe("Invalid token.");
        using var garbage = new StringContent("{}", Encoding.UTF8, "text/xml");
        using var answer = await client.PostAsync(Address, garbage);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("This is no call of XML-RPC");
        using var tooLong = new StringContent(new string(' ', BodyReading.MaxBytes + 1), Encoding.UTF8, "text/xml");
        using var refused = await client.PostAsync(Address, tooLong);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("longer than can be taken");
        (await client.GetStringAsync(Address)).ShouldContain("patch_set(number, fields): ");
        (await client.GetStringAsync(new Uri($"{desk.Site}/project/{desk.ProjectName}/pwclientrc/"))).ShouldContain($"url = {desk.Site}/xmlrpc/\n");
    }

    private Uri Address => new($"{desk.Site}/xmlrpc/");

    private static string Int(long number) => $"<int>{number}</int>";

    private static string Text(string text) => $"<string>{SecurityElement.Escape(text)}</string>";

    private static string Member(string name, object value) => $"<member><name>{name}</name><value>{(value is int number ? Int(number) : Text((string)value))}</value></member>";

    private static Dictionary<string, string> Fields(XElement value) =>
        value.DescendantsAndSelf("struct").First().Elements("member").ToDictionary(member => member.Element("name")!.Value, member => member.Element("value")!.Value);

    private async Task<string[]> NamesAsync(string members) =>
        [.. (await CallAsync("patch_list", $"<struct>{members}</struct>")).Descendants("struct").Select(one => Fields(one)["name"])];

    private Task<XElement> CallAsync(string method, params string[] values) => CallAsync(null, method, values);

    private async Task<XElement> CallAsync(DeskUser? by, string method, params string[] values)
    {
        var answer = await SendAsync(by, method, values);
        return answer.Element("params")?.Element("param")?.Element("value") ?? throw new InvalidOperationException(answer.Value);
    }

    private async Task<string> FaultAsync(DeskUser? by, string method, params string[] values) => Fields((await SendAsync(by, method, values)).Element("fault")!)["faultString"];

    private async Task<XElement> SendAsync(DeskUser? by, string method, string[] values)
    {
        var parameters = string.Concat(values.Select(value => $"<param><value>{value}</value></param>"));
        using var request = new HttpRequestMessage(HttpMethod.Post, Address)
        {
            Content = new StringContent($"<?xml version='1.0'?><methodCall><methodName>{method}</methodName><params>{parameters}</params></methodCall>", Encoding.UTF8, "text/xml"),
        };
        if (by is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Token", by.Token);
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        return XElement.Parse(await answer.Content.ReadAsStringAsync());
    }
}
