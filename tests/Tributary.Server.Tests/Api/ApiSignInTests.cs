using System.Text;

namespace Tributary.Server.Tests;

public sealed class ApiSignInTests
{
    [Fact]
    public async Task SignIn_WhenByTokenOrPassword_ThenTheUserIsKnown()
    {
        await using var bench = await ApiBench.OpenAsync();
        var token = await bench.AddUserAsync("mary");

        (await bench.GetAsync("/api/people/", token)).Status.ShouldBe(200);
        (await bench.GetAsync("/api/people/", $"token {token}")).Status.ShouldBe(200);
        (await bench.GetAsync("/api/people/", Basic("mary:marymary"))).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("Token 0123456789abcdef", "Invalid token.")]
    [InlineData("Token", "Invalid token header. No credentials provided.")]
    [InlineData("Token a b", "Invalid token header. Token string should not contain spaces.")]
    [InlineData("Basic", "Invalid basic header. No credentials provided.")]
    [InlineData("Basic a b", "Invalid basic header. Credentials string should not contain spaces.")]
    [InlineData("Basic ###", "Invalid basic header. Credentials not correctly base64 encoded.")]
    [InlineData("Basic bWFyeQ==", "Invalid basic header. Credentials not correctly base64 encoded.")]
    [InlineData("Basic bWFyeTp3cm9uZw==", "Invalid username/password.")]
    public async Task SignIn_WhenItFails_ThenEvenAReaderIsToldWhy(string header, string detail)
    {
        await using var bench = await ApiBench.OpenAsync();
        await bench.AddUserAsync("mary");

        var reply = await bench.GetAsync("/api/projects/", header);

        // Patchwork's first authenticator has no challenge, so that Django REST framework makes 403 of 401.
        reply.Status.ShouldBe(403);
        reply.Detail.ShouldBe(detail);
        reply.Headers.ShouldNotContainKey("WWW-Authenticate");
    }

    [Theory]
    [InlineData("/api/people/")]
    [InlineData("/api/people/1/")]
    [InlineData("/api/users/")]
    [InlineData("/api/users/1/")]
    public async Task Reader_WhenHeHasNotSignedIn_ThenPeopleAndUsersAreNotShown(string address)
    {
        await using var bench = await ApiBench.OpenAsync();

        var reply = await bench.GetAsync(address);

        reply.Status.ShouldBe(403);
        reply.Detail.ShouldBe("Authentication credentials were not provided.");
    }

    [Theory]
    [InlineData("Bearer abc")]
    [InlineData("nonsense")]
    public async Task Header_WhenItIsOfAnotherScheme_ThenItCountsForNothing(string header)
    {
        await using var bench = await ApiBench.OpenAsync();

        (await bench.GetAsync("/api/projects/", header)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Guesser_WhenHeFailsTooOften_ThenHeWaitsAndOthersDoNot()
    {
        await using var bench = await ApiBench.OpenAsync();
        await bench.AddUserAsync("mary");
        var token = await bench.AddUserAsync("otto");

        for (var guess = 0; guess < AttemptRule.Pair.Most; guess++) (await bench.GetAsync("/api/", Basic($"mary:{guess}"))).Status.ShouldBe(403);

        var waiting = await bench.GetAsync("/api/", Basic("mary:marymary"));
        waiting.Status.ShouldBe(429);
        waiting.Headers["Retry-After"].ShouldBe("60");
        (await bench.GetAsync("/api/", Basic("otto:ottootto"))).Status.ShouldBe(200);
        (await bench.GetAsync("/api/", token)).Status.ShouldBe(200);
        (await bench.GetAsync("/api/")).Status.ShouldBe(200);
    }

    private static string Basic(string pair) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));
}
