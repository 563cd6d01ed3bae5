using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

/// <summary>A server that holds one of everything that the API shows.</summary>
internal sealed class ApiSample : IAsyncDisposable
{
    private ApiSample(ApiBench bench, string mary, string otto) => (Bench, Mary, Otto) = (bench, mary, otto);

    /// <summary>The server.</summary>
    public ApiBench Bench { get; }

    /// <summary>The token of the maintainer, user 1.</summary>
    public string Mary { get; }

    /// <summary>The token of a user, number 2, who has a private bundle, number 2.</summary>
    public string Otto { get; }

    /// <summary>Every address of the API that shows something, by its path below the version; the places of the paths are called <c>{}</c>.</summary>
    public static IReadOnlyDictionary<string, string> Addresses { get; } = new Dictionary<string, string>
    {
        [""] = "",
        ["projects"] = "projects/", ["projects/{}"] = "projects/first/",
        ["people"] = "people/", ["people/{}"] = "people/1/",
        ["users"] = "users/", ["users/{}"] = "users/1/",
        ["patches"] = "patches/", ["patches/{}"] = "patches/2/",
        ["patches/{}/comments"] = "patches/2/comments/", ["patches/{}/comments/{}"] = "patches/2/comments/4/",
        ["patches/{}/checks"] = "patches/2/checks/", ["patches/{}/checks/{}"] = "patches/2/checks/1/",
        ["covers"] = "covers/", ["covers/{}"] = "covers/1/",
        ["covers/{}/comments"] = "covers/1/comments/", ["covers/{}/comments/{}"] = "covers/1/comments/5/",
        ["series"] = "series/", ["series/{}"] = "series/1/",
        ["bundles"] = "bundles/", ["bundles/{}"] = "bundles/1/",
        ["events"] = "events/?per_page=250",
    };

    /// <summary>Makes it.</summary>
    public static async Task<ApiSample> OpenAsync() => (await OpenAsync(DatabaseKind.Sqlite))!;

    /// <summary>Makes it over a database of this kind; null where there is none.</summary>
    public static async Task<ApiSample?> OpenAsync(DatabaseKind kind)
    {
        var opened = await ApiBench.OpenAsync(
            kind,
            WebBench.Mail("c@example.org", "[PATCH bpf-next v2 0/2] all of it", "What it does."),
            WebBench.Patch("p@example.org", "[PATCH bpf-next v2 1/2] one", "In-Reply-To: <c@example.org>\n", hour: 1),
            WebBench.Patch("q@example.org", "[PATCH bpf-next v2 2/2] two", "In-Reply-To: <c@example.org>\n", hour: 2),
            WebBench.Mail("r@example.org", "Re: [PATCH bpf-next v2 1/2] one", "Fine.\n\nAcked-by: Bob <bob@example.org>", "In-Reply-To: <p@example.org>\n", "Bob <bob@example.org>", 3),
            WebBench.Mail("s@example.org", "Re: [PATCH bpf-next v2 0/2] all of it", "Why?", "In-Reply-To: <c@example.org>\n", "\"<b>Eve</b>\" <eve@example.org>", 4),
            WebBench.Mail("t@example.org", "[GIT PULL] things", "The following changes since commit 1111111111111111111111111111111111111111:\n\n  x (2024-01-01 00:00:00 +0000)\n\n"
                + "are available in the Git repository at:\n\n  git://example.org/a.git tags/x\n\nfor you to fetch changes up to 2222222222222222222222222222222222222222:\n\n  y", hour: 5));
        if (opened is not { } bench) return null;
        var mary = await bench.AddUserAsync("mary", isMaintainer: true);
        var otto = await bench.AddUserAsync("otto");
        var sample = new ApiSample(bench, mary, otto);
        await sample.WorkAsync();
        return sample;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Bench.DisposeAsync();

    private async Task WorkAsync()
    {
        await DoAsync(HttpMethod.Patch, "patches/2/", new { state = "under-review", archived = true, commit_ref = "abc" });
        await DoAsync(HttpMethod.Patch, "patches/2/", """{"delegate":1,"related":[3]}""");
        await DoAsync(HttpMethod.Post, "patches/2/checks/", new { state = "success", target_url = "https://ci.example.org/1", context = "build", description = "<b>built</b>" });
        await DoAsync(HttpMethod.Patch, "patches/2/comments/4/", new { addressed = true });
        await DoAsync(HttpMethod.Post, "bundles/", new { name = "good ones", patches = new[] { 2, 3 }, @public = true });
        await DoAsync(HttpMethod.Post, "bundles/", new { name = "secret", patches = new[] { 3 } }, Otto);
    }

    private async Task DoAsync(HttpMethod method, string path, object body, string? token = null)
    {
        var reply = await Bench.SendJsonAsync(method, "/api/1.4/" + path, body, token ?? Mary);
        reply.Status.ShouldBeInRange(200, 201, $"{path}: {reply.Text}");
    }
}
