using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>A server on which somebody of each role tries what the table names, by every door.</summary>
internal sealed class RoleWorld : IAsyncDisposable
{
    private static readonly ImmutableSortedDictionary<Role, string> Names = ImmutableSortedDictionary<Role, string>.Empty
        .Add(Role.User, "uma").Add(Role.Author, "ada").Add(Role.Delegate, "dana").Add(Role.OtherMaintainer, "otto").Add(Role.Maintainer, "mara").Add(Role.Administrator, "root");

    private readonly Dictionary<Role, PageVisitor> browsers = [];
    private readonly Dictionary<Role, (User User, string Token)> users = [];

    private RoleWorld(AccountBench bench) => Bench = bench;

    public AccountBench Bench { get; }

    /// <summary>The number of the patch, by Ada.</summary>
    public long Patch { get; private set; }

    /// <summary>The number of the reply to it, by somebody without an account.</summary>
    public long Reply { get; private set; }

    /// <summary>The number of the cover letter.</summary>
    public long Cover { get; private set; }

    /// <summary>The number of the reply to that.</summary>
    public long CoverReply { get; private set; }

    /// <summary>The number of the bundle of the user.</summary>
    public long Bundle { get; private set; }

    /// <summary>Somebody with nothing but an account, whom others may change.</summary>
    public User Spare { get; private set; } = null!;

    public static async Task<RoleWorld> OpenAsync()
    {
        var from = "Ada Author <ada@work.example.org>";
        var patch = WebBench.Patch("p1@example.org", "[PATCH bpf-next 1/1] bpf: a start", "In-Reply-To: <p0@example.org>\n", hour: 1).Replace("Ann Author <ann@example.org>", from, StringComparison.Ordinal);
        var world = new RoleWorld(await AccountBench.OpenAsync(mails:
        [
            WebBench.Mail("p0@example.org", "[PATCH bpf-next 0/1] bpf: a start", "What it is for.", from: from), patch,
            WebBench.Mail("r1@example.org", "Re: [PATCH bpf-next 1/1] bpf: a start", "No.", "In-Reply-To: <p1@example.org>\n", "Rae <rae@example.org>", 2),
            WebBench.Mail("r0@example.org", "Re: [PATCH bpf-next 0/1] bpf: a start", "No.", "In-Reply-To: <p0@example.org>\n", "Rae <rae@example.org>", 3),
            WebBench.Patch("q1@example.org", "[PATCH bpf-next] net: another", hour: 5),
        ]));
        await world.FillAsync();
        return world;
    }

    /// <summary>The user of a role; not for visitors.</summary>
    public User UserOf(Role role) => users[role].User;

    /// <summary>Puts what may have been changed back.</summary>
    public async Task ResetAsync()
    {
        var decision = new Decision { State = PatchState.New, Delegate = new("dana"), IsArchived = false, CommitRef = new(null) };
        await Bench.Import.ExecuteAsync("insert into maintainers (project, user_id) values (@project, @user)", new { project = Bench.Import.Project, user = users[Role.Delegate].User.Id });
        var step = new DecisionStep(Bench.Database, ProfileFile.Find);
        (await step.RunOnPatchAsync(Patch, decision, AccountBench.Root, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>();
        await Bench.Import.ExecuteAsync("delete from maintainers where project = @project and user_id = @user", new { project = Bench.Import.Project, user = users[Role.Delegate].User.Id });
        await Bench.Import.ExecuteAsync("delete from comment_marks");
        await Bench.Import.ExecuteAsync("delete from bundles");
        await Bench.Import.ExecuteAsync("delete from bundle_patches");
        await Bench.Import.ExecuteAsync("insert into bundles (id, project, owner, name, is_public) values (1, @project, @owner, 'mine', 1)", new { project = Bench.Import.Project, owner = users[Role.User].User.Id });
        await Bench.Import.ExecuteAsync("insert into bundle_patches (bundle, position, patch) values (1, 0, @Patch)", new { Patch });
        Bundle = 1;
        await ResetFormsAsync();
    }

    // What forms of the pages change.
    private async Task ResetFormsAsync()
    {
        var (relinks, project) = (new RelinkStep(Bench.Database, ProfileFile.Find), Bench.Import.Project);
        foreach (var open in await Bench.Import.QueryAsync<long>("select id from relinks where ended_at is null and id <> @Relink", new { Relink }))
            (await relinks.EndAsync(open, AccountBench.Root, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>();
        if (Relink == 0)
        {
            var said = new RelinkRequest(Patches.RelinkKind.NotVersions, new(2)) { Other = new(1) };
            Relink = (await relinks.RunAsync(said, AccountBench.Root, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>().Id;
        }

        await Bench.Import.ExecuteAsync("update relinks set ended_at = null, ended_by = null where id = @Relink", new { Relink });
        (await new DecisionStep(Bench.Database, ProfileFile.Find).RunOnSeriesAsync(new(1), new() { Hold = new(null), Tree = new("") }, AccountBench.Root, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>();
        foreach (var table in (string[])["saved_filters", "todo_entries", "webhook_deliveries", "webhooks", "project_settings"]) await Bench.Import.ExecuteAsync($"delete from {table}");
        await Bench.Import.ExecuteAsync("insert into saved_filters (project, user_id, name, query) values (@project, 0, 'all', 'q=x')", new { project });
        foreach (var user in users.Values) await Bench.Import.ExecuteAsync("insert into todo_entries (user_id, series, note, at) values (@id, 1, '', 0)", new { id = user.User.Id });
        await Bench.Import.ExecuteAsync(
            "insert into webhooks (id, project, url, secret, categories, created_at, position) values (@Webhook, @project, 'https://hooks.example.org/', 'a long enough secret', '', 0, 0)", new { Webhook, project });
    }

    /// <summary>The number of the line in the ledger of what was said of series.</summary>
    public long Relink { get; private set; }

    /// <summary>The number of the project's webhook.</summary>
    public long Webhook => 1_000_000;

    /// <summary>Tries an action.</summary>
    /// <returns>Null when it was done, else how it was refused.</returns>
    public async Task<string?> TryAsync(RoleAction action, Role role, string door)
    {
        var address = action.Address?.Invoke(this) ?? action.Pattern;
        var body = await action.Body(this, role);
        return door == "page" ? await TryPageAsync(address, role, body) : await TryApiAsync(new(action.Method), address, role, (door, body));
    }

    /// <summary>What somebody of a role is shown at an address.</summary>
    public Task<PageReply> SeeAsync(Role role, string address) => browsers[role].GetAsync(address);

    /// <summary>A number that goes up with whatever is changed: who is refused must not have moved it.</summary>
    public async Task<string> StandAsync()
    {
        var parts = new List<string>();
        foreach (var sql in (string[])[
            "select count(*) from events", "select count(*) from tokens", "select count(*) from bundles", "select count(*) from checks", "select count(*) from comment_marks",
            "select count(*) from maintainers", "select count(*) from outbox", "select count(*) from user_addresses", "select count(*) from users where is_active = 0",
            "select count(*) from relinks where ended_at is null", "select count(*) from saved_filters", "select count(*) from todo_entries", "select count(*) from webhooks",
            "select count(*) from webhook_deliveries", "select count(*) from project_settings"])
            parts.Add($"{(await Bench.Import.QueryAsync<long>(sql)).Single()}");
        parts.AddRange(await Bench.Import.QueryAsync<string>("select first_name || last_name || email || coalesce(password, '') from users order by id"));
        return string.Join(' ', parts);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in browsers.Values) browser.Dispose();
        await Bench.DisposeAsync();
    }

    private async Task<string?> TryPageAsync(string address, Role role, ImmutableArray<(string Field, object Value)> fields)
    {
        var browser = browsers[role];
        var reply = await browser.PostWithTokenAsync(address, [.. fields.Select(field => (field.Field, (string?)$"{field.Value}"))]);
        if (reply.Status is not (200 or 303)) return $"{reply.Status}";
        return reply.Status == 303 && (await browser.PageAsync("/search")).QuerySelector(".notice.fault") is { } fault ? fault.TextContent : null;
    }

    private async Task<string?> TryApiAsync(HttpMethod method, string path, Role role, (string Door, ImmutableArray<(string Field, object Value)> Fields) sent)
    {
        using var client = new HttpClient { BaseAddress = new(Bench.Site) };
        if (role != Role.Visitor)
        {
            client.DefaultRequestHeaders.Authorization = sent.Door == "token" ? new("Token", users[role].Token)
                : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Names[role]}:{AccountBench.Password}")));
        }

        using var request = new HttpRequestMessage(method, "/api/1.3/" + path) { Content = JsonContent.Create(sent.Fields.ToDictionary(field => field.Field, field => field.Value)) };
        using var answer = await client.SendAsync(request);
        return answer.IsSuccessStatusCode ? null : $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}";
    }

    private async Task FillAsync()
    {
        var (other, _) = await Bench.Import.AddProjectAsync("other");
        foreach (var (role, name) in Names)
        {
            var edit = role switch
            {
                Role.Author => new AccountEdit { AddsAddresses = ["ada@work.example.org"] },
                Role.OtherMaintainer => new() { Maintains = [other] },
                Role.Maintainer => new() { Maintains = [Bench.Import.Project] },
                Role.Administrator => new() { IsAdmin = true },
                _ => new(),
            };
            var user = await Bench.AddUserAsync(name, edit);
            var (_, token) = await new TokenStep(Bench.Database).IssueAsync(user.Id, "table", AccountBench.Root, CancellationToken.None);
            users[role] = (user, token!.Token);
            browsers[role] = await Bench.SignInAsync(name);
        }

        Spare = await Bench.AddUserAsync("spare");
        browsers[Role.Visitor] = Bench.Browser();
        Patch = await NumberOfAsync("p1");
        Reply = await NumberOfAsync("r1");
        Cover = await NumberOfAsync("p0");
        CoverReply = await NumberOfAsync("r0");
    }

    private async Task<long> NumberOfAsync(string name) => (await Bench.Import.QueryAsync<long>(
        "select pm.arrival from project_messages pm join messages m on m.id = pm.message where m.message_id = @id", new { id = $"{name}@example.org" })).Single();
}
