using System.Collections.Immutable;

namespace Tributary.Server.Tests;

/// <summary>Who may do what: the table that docs/users.md shows, over every endpoint that changes something. A new endpoint gets its line here.</summary>
internal static class RoleTable
{
    /// <summary>The lines.</summary>
    public static ImmutableArray<RoleAction> Actions { get; } = [.. Api(), .. OwnAccount(), .. Users(), .. Forms()];

    /// <summary>Endpoints that change something and have no line, with the reason.</summary>
    public static ImmutableSortedDictionary<string, string> Elsewhere { get; } = new (string Endpoint, string Reason)[]
    {
        ("POST /sign-in", "for everybody: SignInPageTests"),
        ("POST /sign-out", "for everybody: SignInPageTests"),
        ("POST /register", "for everybody: RegisterPageTests"),
        ("POST /register/finish", "for who reads the mail of an address: RegisterPageTests"),
        ("POST /reset", "for everybody: RegisterPageTests"),
        ("POST /reset/choose", "for who reads the mail of an address: RegisterPageTests"),
        ("POST /account/addresses/confirm", "for who reads the mail of an address, by his account: AccountPageTests"),
        ("POST /series/{number:long}/apply", "for deciders, where the server keeps trees: ApplyPageTests"),
        ("POST /outbox/{id:long}/retry", "for maintainers, of letters that failed: OutboxPageTests"),
        ("POST /outbox/{id:long}/cancel", "for maintainers, of letters that wait: OutboxPageTests"),
        ("POST /queue/{name}/webhooks/{id:long}/deliveries/{delivery:long}/retry", "for maintainers, to others there is none: WebhookReader"),
        ("POST /changes/{number:long}/undo", "for who may do what it undoes: WorkPageTests"),
        ("POST /checks/no-mail", "for who reads the mail of an address: VerdictMailTests"),
        ("POST /stable/ask", "for maintainers, where there is an index of commits: StableFormTests"),
        ("POST /stable/{fix:long}/refuse", "for maintainers, of fixes in the queue: StableFormTests"),
        ("POST /xmlrpc/", "as in the API, whose steps it calls: XmlRpcTests"),
        ("POST /{list}/", "public-inbox's search, which only reads: ArchiveEndpointsTests"),
    }.ToImmutableSortedDictionary(one => one.Endpoint, one => one.Reason);

    /// <summary>What only some may read: pages, their data, downloads.</summary>
    public static IEnumerable<(string Address, ImmutableArray<Role> Allowed)> Readings(RoleWorld world)
    {
        foreach (var (page, allowed) in (IEnumerable<(string, ImmutableArray<Role>)>)[
            ("/account", RoleAction.Users), ("/todo", RoleAction.Users), ("/bundles", RoleAction.Users), ("/users", [Role.Administrator]), ("/users/spare", [Role.Administrator]),
            ("/outbox", [Role.OtherMaintainer, .. RoleAction.Maintainers]), ("/queue/first/webhooks", RoleAction.Maintainers),
            ($"/queue/first/webhooks/{world.Webhook}", RoleAction.Maintainers), ("/bundle/uma/mine", [Role.User])])
        {
            yield return (page, allowed);
            yield return (page + ".json", allowed);
        }

        yield return ("/bundle/uma/mine/mbox/", [Role.User]);
    }

    private static IEnumerable<RoleAction> Api()
    {
        foreach (var method in new[] { "PATCH", "PUT" })
        {
            yield return OnPatch("accepts", method, RoleAction.Deciders, ("state", "accepted"));
            yield return OnPatch("queues", method, RoleAction.Deciders, ("state", "under-review"));
            yield return OnPatch("withdraws", method, RoleAction.Participants, ("state", "not-applicable"));
            yield return OnPatch("delegates", method, RoleAction.Deciders, ("delegate", Role.Maintainer));
            yield return OnPatch("archives", method, RoleAction.Deciders, ("archived", true));
            yield return OnPatch("says the commit", method, RoleAction.Deciders, ("commit_ref", "0123456789abcdef0123456789abcdef01234567"));
            yield return new RoleAction($"marks a comment ({method})", $"{method} patches/{{id}}/comments/{{comment}}/", RoleAction.Participants)
                .At(static world => $"patches/{world.Patch}/comments/{world.Reply}/").Sending(("addressed", true));
            yield return new RoleAction($"marks a comment on a cover letter ({method})", $"{method} covers/{{id}}/comments/{{comment}}/", RoleAction.Participants)
                .At(static world => $"covers/{world.Cover}/comments/{world.CoverReply}/").Sending(("addressed", true));
            yield return new RoleAction($"changes a project ({method})", $"{method} projects/{{key}}/", RoleAction.Maintainers).At(static _ => "projects/first/")
                with { Body = static (_, role) => Fields(("web_url", $"https://example.org/{role}/{Guid.NewGuid()}")) };
            yield return new RoleAction($"changes somebody's bundle ({method})", $"{method} bundles/{{id}}/", [Role.User]).At(static world => $"bundles/{world.Bundle}/")
                with { Body = static (world, _) => Fields(("name", "other"), ("patches", new[] { world.Patch })) };
            yield return new RoleAction($"changes a user ({method})", $"{method} users/{{id}}/", [Role.User, Role.Administrator]).At(static world => $"users/{world.UserOf(Role.User).Id}/")
                with { Body = static (_, role) => Fields(("first_name", $"{role}")) };
        }

        yield return new RoleAction("adds a check", "POST patches/{id}/checks/", RoleAction.Deciders).At(static world => $"patches/{world.Patch}/checks/")
            .Sending(("state", "success"), ("context", "table"));
        yield return new RoleAction("makes a bundle", "POST bundles/", RoleAction.Users).At(static _ => "bundles/")
            with { Body = static (world, _) => Fields(("name", "new"), ("patches", new[] { world.Patch })) };
        yield return new RoleAction("deletes somebody's bundle", "DELETE bundles/{id}/", [Role.User]).At(static world => $"bundles/{world.Bundle}/");
    }

    // PUT says all of it: what is not meant is as it stands. A role stands for the number of its user.
    private static RoleAction OnPatch(string what, string method, ImmutableArray<Role> allowed, (string Field, object Value) change) =>
        new RoleAction($"{what} a patch ({method})", $"{method} patches/{{id}}/", allowed).At(static world => $"patches/{world.Patch}/") with
        {
            Body = (world, _) =>
            {
                (string Field, object Value)[] standing = method == "PUT" ? [("state", "new"), ("delegate", Role.Delegate)] : [];
                return Fields([.. standing.Where(own => own.Field != change.Field).Append(change).Select(one => (one.Field, one.Value is Role role ? world.UserOf(role).Id : one.Value))]);
            },
        };

    private static IEnumerable<RoleAction> OwnAccount()
    {
        yield return new RoleAction("changes his name", "POST /account/profile", RoleAction.Users) with { Body = static (_, role) => Fields(("first-name", $"{role}")) };
        yield return new RoleAction("makes a token", "POST /account/tokens", RoleAction.Users).Sending(("label", "x"));
        yield return new RoleAction("revokes his token", "POST /account/tokens/revoke", RoleAction.Users) with { Body = static async (world, role) => [("token", await TokenOfAsync(world, role))] };
        yield return new RoleAction("revokes another's token", "POST /account/tokens/revoke", [Role.Administrator]) with { Body = static async (world, _) => [("token", await TokenAsync(world))] };
        yield return new RoleAction("ends his other sessions", "POST /account/sessions/end-others", RoleAction.Users);
        yield return new RoleAction("ends another's session", "POST /account/sessions/end", []) with { Body = static async (world, _) => [("session", await SessionAsync(world))] };
        yield return new RoleAction("asks for an address", "POST /account/addresses", RoleAction.Users) with { Body = static (_, role) => Fields(("email", $"{role}@new.example.org")) };
        yield return new RoleAction("takes another's address away", "POST /account/addresses/remove", [Role.Author]).Sending(("email", "ada@work.example.org"));
        yield return new RoleAction("makes another's address his first", "POST /account/addresses/first", [Role.Author]) with { Body = static async (world, _) => [("email", await WorkAddressAsync(world))] };
        yield return new RoleAction("changes his password", "POST /account/password", RoleAction.Users).Sending(("current", AccountBench.Password), ("password", AccountBench.Password));
    }

    private static IEnumerable<RoleAction> Users()
    {
        yield return new RoleAction("gives roles", "POST /users/{name}/roles", [Role.Administrator]).At(static _ => "/users/spare/roles").Sending(("active", "on"), ("admin", "on"));
        yield return new RoleAction("ends somebody's sessions", "POST /users/{name}/sessions/end", [Role.Administrator]).At(static _ => "/users/spare/sessions/end");
        yield return new RoleAction("revokes somebody's token as administrator", "POST /users/{name}/tokens/revoke", [Role.Administrator]).At(static _ => "/users/spare/tokens/revoke")
            with { Body = static async (world, _) => [("token", await TokenAsync(world))] };
    }

    private static IEnumerable<RoleAction> Forms()
    {
        yield return new RoleAction("sets the state of a series", "POST /series/{number:long}/change", RoleAction.Deciders).At(static _ => "/series/1/change").Sending(("do", "change"), ("state", "under-review"));
        yield return new RoleAction("takes a series out of review", "POST /series/{number:long}/change", RoleAction.Participants).At(static _ => "/series/1/change").Sending(("do", "change"), ("state", "not-applicable"));
        yield return new RoleAction("says the tree of a series", "POST /series/{number:long}/change", RoleAction.Deciders).At(static _ => "/series/1/change").Sending(("do", "change"), ("tree", "net"), ("tree_why", "x"));
        yield return new RoleAction("puts a series on hold", "POST /series/{number:long}/change", RoleAction.Deciders).At(static _ => "/series/1/change").Sending(("do", "change"), ("hold", "on"), ("reason", "window"));
        yield return new RoleAction("changes series of the queue", "POST /queue/{name}/change", RoleAction.Deciders).At(static _ => "/queue/first/change").Sending(("do", "change"), ("series", 1), ("state", "under-review"));
        yield return new RoleAction("takes a word back that links series", "POST /relinks/{number:long}/end", RoleAction.Maintainers).At(static world => $"/relinks/{world.Relink}/end");
        yield return new RoleAction("links series", "POST /series/{number:long}/relink", RoleAction.Maintainers).At(static _ => "/series/2/relink").Sending(("do", "later"), ("other", 1));
        yield return new RoleAction("saves a filter for himself", "POST /queue/{name}/filters", RoleAction.Users).At(static _ => "/queue/first/filters").Sending(("name", "mine"), ("query", "q=x"));
        yield return new RoleAction("saves a filter for everybody", "POST /queue/{name}/filters", RoleAction.Maintainers).At(static _ => "/queue/first/filters").Sending(("name", "new"), ("query", "q=x"), ("everybody", "yes"));
        yield return new RoleAction("removes everybody's filter", "POST /queue/{name}/filters/remove", RoleAction.Maintainers).At(static _ => "/queue/first/filters/remove").Sending(("name", "all"), ("everybody", "yes"));
        yield return new RoleAction("takes a series off his own list", "POST /todo/remove", RoleAction.Users).Sending(("series", 1));
        yield return new RoleAction("turns mail about checks on", "POST /queue/{name}/checks", RoleAction.Maintainers).At(static _ => "/queue/first/checks")
            with { Body = static (_, _) => Fields(("mail", "on")) };
        yield return new RoleAction("changes somebody's bundle on its page", "POST /bundle/{number:long}/change", [Role.User]).At(static world => $"/bundle/{world.Bundle}/change")
            .Sending(("do", "save"), ("name", "other"), ("public", "on"));
        yield return new RoleAction("deletes somebody's bundle on its page", "POST /bundle/{number:long}/change", [Role.User]).At(static world => $"/bundle/{world.Bundle}/change").Sending(("do", "delete"));
        yield return new RoleAction("tries rules of delegation", "POST /queue/{name}/delegation", RoleAction.Maintainers).At(static _ => "/queue/first/delegation").Sending(("do", "try"), ("rules", 0));
        yield return new RoleAction("switches letters off", "POST /queue/{name}/letters", RoleAction.Maintainers).At(static _ => "/queue/first/letters").Sending(("do", "off"), ("kind", "accepted"));
        yield return new RoleAction("looks at a letter before it is saved", "POST /queue/{name}/letters", RoleAction.Maintainers).At(static _ => "/queue/first/letters")
            .Sending(("do", "preview"), ("kind", "accepted"), ("template", "x"), ("series", 1));
        yield return new RoleAction("changes the days of feedback", "POST /queue/{name}/feedback", RoleAction.Maintainers).At(static _ => "/queue/first/feedback")
            .Sending(("feedback-zone", "UTC"), ("feedback-weekend", "sunday"), ("feedback-overdue-after", 4));
        yield return new RoleAction("makes a webhook", "POST /queue/{name}/webhooks", RoleAction.Maintainers).At(static _ => "/queue/first/webhooks").Sending(("url", "https://hooks.example.org/new"), ("category", "patch-created"));
        yield return new RoleAction("tests a webhook", "POST /queue/{name}/webhooks/{id:long}/test", RoleAction.Maintainers).At(static world => $"/queue/first/webhooks/{world.Webhook}/test");
        yield return new RoleAction("removes a webhook", "POST /queue/{name}/webhooks/{id:long}/remove", RoleAction.Maintainers).At(static world => $"/queue/first/webhooks/{world.Webhook}/remove");
    }

    private static Task<ImmutableArray<(string, object)>> Fields(params ImmutableArray<(string, object)> fields) => Task.FromResult(fields);

    private static async Task<object> TokenOfAsync(RoleWorld world, Role role) => role == Role.Visitor ? await TokenAsync(world)
        : (await new TokenStep(world.Bench.Database).IssueAsync(world.UserOf(role).Id, "to be revoked", AccountBench.Root, CancellationToken.None)).Token!.Id;

    private static async Task<object> TokenAsync(RoleWorld world) =>
        (await new TokenStep(world.Bench.Database).IssueAsync(world.Spare.Id, "to be revoked", AccountBench.Root, CancellationToken.None)).Token!.Id;

    private static async Task<object> SessionAsync(RoleWorld world)
    {
        using var browser = await world.Bench.SignInAsync("spare");
        return (await world.Bench.Import.QueryAsync<long>("select max(id) from sessions")).Single();
    }

    // An earlier line may have taken it away.
    private static async Task<object> WorkAddressAsync(RoleWorld world)
    {
        await world.Bench.Import.ExecuteAsync("update users set email = 'ada@example.org' where username = 'ada'");
        await world.Bench.Import.ExecuteAsync("delete from user_addresses");
        await world.Bench.Import.ExecuteAsync("insert into user_addresses (address, user_id, confirmed_at) values ('ada@work.example.org', @id, 0)", new { id = world.UserOf(Role.Author).Id });
        return "ada@work.example.org";
    }
}
