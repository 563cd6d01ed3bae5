using System.Net;
using System.Text.RegularExpressions;
using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

public sealed class NodeEndpointsTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Health_WhenAllIsWell_ThenTheNodeLivesAndIsReady(DatabaseKind kind)
    {
        await using var bench = await WebBench.OpenAsync(kind, WebBench.Patch("a@example.org", "[PATCH] x"));
        if (bench is null) return;

        (await bench.DataAsync("/health/live")).GetProperty("status").GetString().ShouldBe("live");
        var ready = await bench.DataAsync("/health/ready");

        ready.GetProperty("status").GetString().ShouldBe("ready");
        ready.GetProperty("checks").EnumerateArray().Select(static check => check.GetProperty("name").GetString()).ShouldBe(["database", "writer"]);
        ready.GetProperty("checks").EnumerateArray().ShouldAllBe(static check => check.GetProperty("well").GetBoolean());
    }

    [Fact]
    public async Task Ready_WhenANewerProgramBroughtTheSchemaOn_ThenTheNodeIsNotAndSaysWhy()
    {
        ImportBench? kept = null;
        await using var bench = await WebBench.OpenAsync(
            import =>
            {
                kept = import;
                return Task.CompletedTask;
            },
            []);
        await kept!.ExecuteAsync("insert into schema_version (number, name) values (9999, '9999-later')");

        using var ready = await bench.Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        using var live = await bench.Client.GetAsync(new Uri("/health/live", UriKind.Relative));

        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync()).ShouldContain("schema 9999");
        live.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Metrics_WhenRead_ThenTheyTellOfMailRequestsWaitsAndMemory(DatabaseKind kind)
    {
        await using var bench = await WebBench.OpenAsync(kind, WebBench.Patch("a@example.org", "[PATCH] x"), WebBench.Patch("b@example.org", "[PATCH] y"));
        if (bench is null) return;
        await bench.PageAsync("/queue/first");
        await bench.DataAsync("/api/patches/");

        using var answer = await bench.Client.GetAsync(new Uri("/metrics", UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        ValueOf(text, "tributary_last_number{kind=\"messages\"}").ShouldBe(2);
        ValueOf(text, "tributary_word_index_lag_messages").ShouldBe(2);
        ValueOf(text, "tributary_database_up").ShouldBe(1);
        text.ShouldContain("http_server_request_duration_seconds_count{http_request_method=\"GET\",http_response_status_code=\"200\",http_route=\"/queue/{name}\"} 1\n");
        text.ShouldContain("http_route=\"/api/{**path}\",resource=\"Patch List\"} 1\n");
        text.ShouldContain("# TYPE http_server_request_duration_seconds histogram\n");
        ValueOf(text, "dotnet_process_memory_working_set_bytes").ShouldBeGreaterThan(1_000_000);
        text.ShouldContain("dotnet_gc_collections_total{");
    }

    [Fact]
    public async Task Metrics_WhenRead_ThenEveryLineIsWellFormedAndNoSeriesComesTwice()
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch("a@example.org", "[PATCH] x"));
        await bench.PageAsync("/queue/first");

        var text = await bench.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));

        var lines = text.TrimEnd('\n').Split('\n');
        var row = new Regex("^[a-z_][a-z0-9_]*(\\{[a-z_]+=\"[^\"\n]*\"(,[a-z_]+=\"[^\"\n]*\")*\\})? -?[0-9.E+-]+$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        foreach (var line in lines.Where(static line => !line.StartsWith('#'))) row.IsMatch(line).ShouldBeTrue(line);
        lines.Where(static line => !line.StartsWith('#')).Select(static line => line[..line.LastIndexOf(' ')]).ShouldBeUnique();
        lines.Where(static line => line.StartsWith("# TYPE", StringComparison.Ordinal)).ShouldBeUnique();
    }

    [Fact]
    public async Task Metrics_WhenAProxyThatNobodyTrustsPassedTheRequestOn_ThenTheyAreRefused()
    {
        await using var bench = await WebBench.OpenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Add("X-Forwarded-For", "127.0.0.1");

        using var answer = await bench.Client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Installation_WhenShown_ThenItTellsOfDatabaseNodesAndHealth(DatabaseKind kind)
    {
        await using var bench = await WebBench.OpenAsync(kind, WebBench.Patch("a@example.org", "[PATCH] x"));
        if (bench is null) return;

        var page = await bench.PageAsync("/installation");
        var data = await bench.DataAsync("/installation.json");

        page.QuerySelectorAll("h2").Select(static title => title.TextContent).ShouldBe(["Health", "Database", "Nodes", "Sources that are followed"]);
        page.Body!.TextContent.ShouldContain($"{Environment.MachineName}/{Environment.ProcessId} (this one)");
        page.Body.TextContent.ShouldContain("1 messages, 1 series,");
        data.GetProperty("database").GetProperty("kind").GetString().ShouldBe(kind == DatabaseKind.Sqlite ? "SQLite" : "PostgreSQL");
        data.GetProperty("numbers").GetProperty("messages").GetInt64().ShouldBe(1);
    }

    private static double ValueOf(string text, string series) => double.Parse(
        text.Split('\n').Single(line => line.StartsWith(series + " ", StringComparison.Ordinal))[(series.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture);
}
