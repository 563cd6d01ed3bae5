namespace Tributary.Server.Tests;

public sealed class ApiFrameTests
{
    [Theory]
    [InlineData("/api", "/api/")]
    [InlineData("/api/1.2", "/api/1.2/")]
    [InlineData("/api/1.4/projects", "/api/1.4/projects/")]
    [InlineData("/api/projects/first?a=b%20c", "/api/projects/first/?a=b%20c")]
    public async Task Address_WhenItLacksTheSlash_ThenItLeadsToTheOneWithIt(string address, string wanted)
    {
        await using var bench = await ApiBench.OpenAsync();

        var reply = await bench.GetAsync(address);

        reply.Status.ShouldBe(301);
        reply.Headers["Location"].ShouldBe(wanted);
    }

    [Theory]
    [InlineData("/api/1.5/")]
    [InlineData("/api/2.0/projects/")]
    [InlineData("/api/1.4/nothing/")]
    [InlineData("/api/1.4/nothing")]
    [InlineData("/api/1.4/Projects/")]
    [InlineData("/api/1.4/people/x/")]
    [InlineData("/api/1.4/projects/none/")]
    [InlineData("/api/1.4/projects.json")]
    [InlineData("/api/1.4//projects/")]
    [InlineData("/api/1.4/bundles/99999999999999999999999/")]
    [InlineData("/api/1.4/projects/?format=xml")]
    public async Task Address_WhenThereIsNone_ThenItIsNotFoundInPatchworksForm(string address)
    {
        await using var bench = await ApiBench.OpenAsync();

        var reply = await bench.GetAsync(address);

        reply.Status.ShouldBe(404);
        reply.Detail.ShouldBe("Not found.");
    }

    [Fact]
    public async Task Index_WhenAsked_ThenItsAddressesBearTheVersionOfTheRequest()
    {
        await using var bench = await ApiBench.OpenAsync();

        var versioned = (await bench.GetAsync("/api/1.1/")).Data;
        var bare = (await bench.GetAsync("/api/")).Data;

        versioned.GetProperty("patches").GetString().ShouldBe($"{bench.Client.BaseAddress}api/1.1/patches/");
        bare.GetProperty("bundles").GetString().ShouldBe($"{bench.Client.BaseAddress}api/bundles/");
        bare.EnumerateObject().Select(property => property.Name).ShouldBe(["projects", "users", "people", "patches", "covers", "series", "events", "bundles"]);
    }

    [Fact]
    public async Task Method_WhenItIsNotThere_ThenTheAnswerNamesThoseThatAre()
    {
        await using var bench = await ApiBench.OpenAsync();

        var reply = await bench.SendAsync(HttpMethod.Delete, "/api/1.4/projects/1/");

        reply.Status.ShouldBe(405);
        reply.Detail.ShouldBe("Method \"DELETE\" not allowed.");
        reply.Headers["Allow"].ShouldBe("GET, PUT, PATCH, HEAD, OPTIONS");
    }

    [Fact]
    public async Task Head_WhenSent_ThenItIsAnsweredLikeGetWithoutABody()
    {
        await using var bench = await ApiBench.OpenAsync();

        var reply = await bench.SendAsync(HttpMethod.Head, "/api/1.4/projects/");

        reply.Status.ShouldBe(200);
        reply.Text.ShouldBeEmpty();
        reply.Headers["Link"].ShouldContain("rel=\"first\"");
    }

    [Fact]
    public async Task Options_WhenSent_ThenTheyNameTheRoute()
    {
        await using var bench = await ApiBench.OpenAsync();

        (await bench.SendAsync(HttpMethod.Options, "/api/1.4/projects/")).Data.GetProperty("name").GetString().ShouldBe("Project List");
    }

    [Theory]
    [InlineData("application/xml", 406)]
    [InlineData("text/html,application/xhtml+xml", 200)]
    [InlineData("application/json; indent=4", 200)]
    [InlineData("*/*", 200)]
    public async Task Accept_WhenItNamesNoFormThatIsThere_ThenTheAnswerSaysSo(string accept, int status)
    {
        await using var bench = await ApiBench.OpenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/1.4/projects/");
        request.Headers.TryAddWithoutValidation("Accept", accept);

        (await bench.SendAsync(request)).Status.ShouldBe(status);
    }

    [Theory]
    [InlineData("", 200)]
    [InlineData("page=1", 200)]
    [InlineData("page=last", 200)]
    [InlineData("page=%201%20", 200)]
    [InlineData("page=0", 404)]
    [InlineData("page=-1", 404)]
    [InlineData("page=2", 404)]
    [InlineData("page=x", 404)]
    [InlineData("page=99999999999999999999", 404)]
    [InlineData("page=9223372036854775807", 404)]
    [InlineData("per_page=0", 200)]
    [InlineData("per_page=x", 200)]
    [InlineData("per_page=99999999999", 200)]
    public async Task Page_WhenItIsNotThere_ThenItIsAnInvalidPage(string query, int status)
    {
        await using var bench = await ApiBench.OpenAsync();

        var reply = await bench.GetAsync("/api/1.4/projects/?" + query);

        reply.Status.ShouldBe(status);
        if (status == 404) reply.Detail.ShouldBe("Invalid page.");
    }

    [Fact]
    public async Task Link_WhenThereAreMorePages_ThenNextAndPrevComeBeforeFirstAndLastAndTheQueryIsKept()
    {
        await using var bench = await ApiBench.OpenAsync();
        var mary = await bench.AddUserAsync("mary");
        await bench.AddUserAsync("otto");
        await bench.AddUserAsync("paul");
        var root = $"{bench.Client.BaseAddress}api/1.3/users/";

        var reply = await bench.GetAsync("/api/1.3/users/?per_page=1&q=a%26x%20example&page=2&order=-id", mary);
        var second = await bench.GetAsync("/api/1.3/users/?per_page=1&page=2", mary);

        reply.Status.ShouldBe(404);
        second.Headers["Link"].ShouldBe(
            $"<{root}?page=3&per_page=1>; rel=\"next\", <{root}?per_page=1>; rel=\"prev\", <{root}?page=1&per_page=1>; rel=\"first\", <{root}?page=3&per_page=1>; rel=\"last\"");
        second.Data[0].GetProperty("username").GetString().ShouldBe("otto");
    }
}
