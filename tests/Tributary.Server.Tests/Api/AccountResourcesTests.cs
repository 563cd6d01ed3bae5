namespace Tributary.Server.Tests;

public sealed class AccountResourcesTests
{
    [Fact]
    public async Task User_WhenHeLooksAtHimself_ThenHisSettingsAreThere()
    {
        await using var bench = await ApiBench.OpenAsync();
        var mary = await bench.AddUserAsync("mary");
        await bench.AddUserAsync("otto");

        (await bench.GetAsync("/api/1.2/users/1/", mary)).Data.GetProperty("settings").GetProperty("items_per_page").GetInt32().ShouldBe(100);
        (await bench.GetAsync("/api/1.1/users/1/", mary)).Data.TryGetProperty("settings", out _).ShouldBeFalse();
        (await bench.GetAsync("/api/1.2/users/2/", mary)).Data.TryGetProperty("settings", out _).ShouldBeFalse();
        (await bench.GetAsync("/api/1.2/users/3/", mary)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task User_WhenHeChangesHimself_ThenOnlyWhatHeMayChanges()
    {
        await using var bench = await ApiBench.OpenAsync();
        var mary = await bench.AddUserAsync("mary");

        var reply = await bench.SendJsonAsync(HttpMethod.Patch, "/api/users/1/",
            new { first_name = "Mary", username = "root", email = "x@example.org", is_admin = true, settings = new { items_per_page = "50", show_ids = true } }, mary);

        reply.Status.ShouldBe(200, reply.Text);
        reply.Data.GetProperty("first_name").GetString().ShouldBe("Mary");
        reply.Data.GetProperty("username").GetString().ShouldBe("mary");
        reply.Data.GetProperty("email").GetString().ShouldBe("mary@example.org");
        reply.Data.GetProperty("settings").GetProperty("items_per_page").GetInt32().ShouldBe(50);
        reply.Data.GetProperty("settings").GetProperty("show_ids").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task User_WhenAnotherChangesHim_ThenItIsForbidden()
    {
        await using var bench = await ApiBench.OpenAsync();
        await bench.AddUserAsync("mary");
        var otto = await bench.AddUserAsync("otto");
        var admin = await bench.AddUserAsync("anna", isAdmin: true);

        var refused = await bench.SendJsonAsync(HttpMethod.Patch, "/api/users/1/", new { first_name = "x" }, otto);

        refused.Status.ShouldBe(403);
        refused.Detail.ShouldBe("You do not have permission to perform this action.");
        (await bench.SendJsonAsync(HttpMethod.Patch, "/api/users/1/", new { first_name = "x" }, admin)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task User_WhenASettingCannotBeTaken_ThenItsFieldSaysSo()
    {
        await using var bench = await ApiBench.OpenAsync();
        var mary = await bench.AddUserAsync("mary");

        (await bench.SendJsonAsync(HttpMethod.Patch, "/api/users/1/", """{"settings":{"items_per_page":-1}}""", mary)).Text
            .ShouldBe("""{"settings":{"items_per_page":["Ensure this value is greater than or equal to 0."]}}""");
        (await bench.SendJsonAsync(HttpMethod.Patch, "/api/users/1/", """{"settings":"x"}""", mary)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Person_WhenHisAddressIsAUsers_ThenTheUserIsThere()
    {
        await using var bench = await ApiBench.OpenAsync(WebBench.Patch("a@example.org", "[PATCH] one"));
        var ann = await bench.AddUserAsync("ann");

        var people = (await bench.GetAsync("/api/1.4/people/?q=author", ann)).Data;

        people.GetArrayLength().ShouldBe(1);
        people[0].GetProperty("email").GetString().ShouldBe("ann@example.org");
        people[0].GetProperty("user").GetProperty("username").GetString().ShouldBe("ann");
        (await bench.GetAsync($"/api/1.4/people/{people[0].GetProperty("id").GetInt64()}/", ann)).Data.GetProperty("name").GetString().ShouldBe("Ann Author");
    }

    [Theory]
    [InlineData("/api/1.4/projects/first/")]
    [InlineData("/api/1.4/projects/1/")]
    [InlineData("/api/1.4/projects/bpf/")]
    public async Task Project_WhenAskedByNumberNameOrAlias_ThenItIsThere(string address)
    {
        await using var bench = await ApiBench.OpenAsync();
        await bench.AddUserAsync("mary", isMaintainer: true);

        var project = (await bench.GetAsync(address)).Data;

        project.GetProperty("link_name").GetString().ShouldBe("first");
        project.GetProperty("list_id").GetString().ShouldBe("bpf.vger.kernel.org");
        project.GetProperty("url").GetString().ShouldEndWith("/api/1.4/projects/1/");
        project.GetProperty("maintainers")[0].GetProperty("username").GetString().ShouldBe("mary");
    }

    [Fact]
    public async Task Project_WhenAMaintainerSaysWhereItLives_ThenMailsHaveAnArchive()
    {
        await using var bench = await ApiBench.OpenAsync(WebBench.Patch("a@example.org", "[PATCH] one"));
        var mary = await bench.AddUserAsync("mary", isMaintainer: true);
        var otto = await bench.AddUserAsync("otto");
        var edit = new { name = "x", web_url = "https://example.org/", list_archive_url_format = "https://lists.example.org/r/{}" };

        (await bench.SendJsonAsync(HttpMethod.Patch, "/api/projects/first/", edit)).Status.ShouldBe(403);
        (await bench.SendJsonAsync(HttpMethod.Patch, "/api/projects/first/", edit, otto)).Status.ShouldBe(403);
        var changed = await bench.SendJsonAsync(HttpMethod.Put, "/api/projects/first/", edit, mary);

        changed.Status.ShouldBe(200, changed.Text);
        changed.Data.GetProperty("web_url").GetString().ShouldBe("https://example.org/");
        changed.Data.GetProperty("name").GetString().ShouldNotBe("x");
        var seen = (await bench.GetAsync("/api/1.4/events/?category=patch-created")).Data[0].GetProperty("payload").GetProperty("patch");
        seen.GetProperty("list_archive_url").GetString().ShouldBe("https://lists.example.org/r/a@example.org");
    }
}
