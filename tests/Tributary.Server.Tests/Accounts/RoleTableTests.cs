using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Tributary.Server.Tests;

/// <summary>The table of roles and actions, tried whole over every door: pages by a session, the API by a token and by a password.</summary>
public sealed class RoleTableTests
{
    private static readonly string[] Reading = ["GET", "HEAD", "OPTIONS"];

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Action_WhenSomebodyOfEachRoleTriesIt_ThenItIsDoneOrRefusedAsTheTableSays()
    {
        await using var world = await RoleWorld.OpenAsync();
        var wrong = new List<string>();

        foreach (var action in RoleTable.Actions)
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                foreach (var door in action.IsPage ? (string[])["page"] : ["token", "basic"])
                {
                    await world.ResetAsync();
                    if (await FindWrongAsync(world, action, role, door) is { } what) wrong.Add($"{role} {action} by {door}: {what}");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Endpoint_WhenItChangesSomething_ThenItIsInTheTable()
    {
        await using var bench = await AccountBench.OpenAsync();
        var pages = bench.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Except(Reading)
                .Select(method => $"{method} {(endpoint.RoutePattern.RawText!.StartsWith("/{list:", StringComparison.Ordinal) ? "/{list}/" : endpoint.RoutePattern.RawText)}"));
        var api = bench.Services.GetRequiredService<ApiRouter>().Routes.SelectMany(route => route.Methods.Except(Reading).Select(method => $"{method} {route.Path}"));

        var all = pages.Concat(api).Distinct().Order(StringComparer.Ordinal).ToList();

        all.Except(RoleTable.Actions.Select(action => action.Endpoint)).Except(RoleTable.Elsewhere.Keys).ShouldBeEmpty("a line in RoleTable is missing");
        RoleTable.Actions.Select(action => action.Endpoint).Concat(RoleTable.Elsewhere.Keys).Distinct().Except(all).ShouldBeEmpty("a line in RoleTable is of no endpoint");
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Page_WhenItIsNotForEverybody_ThenOthersSeeItInNoForm()
    {
        await using var world = await RoleWorld.OpenAsync();
        await world.ResetAsync();
        await world.Bench.Import.ExecuteAsync("update bundles set is_public = 0");
        var wrong = new List<string>();

        foreach (var (address, allowed) in RoleTable.Readings(world))
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                var reply = await world.SeeAsync(role, address);
                if (reply.Status == 200 != allowed.Contains(role)) wrong.Add($"{role} {address}: {reply.Status}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    private static async Task<string?> FindWrongAsync(RoleWorld world, RoleAction action, Role role, string door)
    {
        var isAllowed = action.Allowed.Contains(role);
        var prepared = action with { Body = await FixedAsync(world, action, role) };
        var before = await world.StandAsync();
        var refusal = await world.TryAsync(prepared, role, door);
        if (isAllowed) return refusal is null ? null : $"refused: {refusal}";
        if (refusal is null) return "done";
        return await world.StandAsync() == before ? null : $"refused ({refusal}), and something changed";
    }

    // What a body is made from may itself change something, such as making the token that is to be revoked.
    private static async Task<Func<RoleWorld, Role, Task<System.Collections.Immutable.ImmutableArray<(string, object)>>>> FixedAsync(RoleWorld world, RoleAction action, Role role)
    {
        var body = await action.Body(world, role);
        return (_, _) => Task.FromResult(body);
    }
}
