using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>The calls for projects, people and states. A state's number is its place in Patchwork's order, from 1.</summary>
internal sealed class RpcCatalog(PersonQueries people) : IRpcMethods
{
    private const long Version = 1;
    private const long Feature = 3;
    private const int PageSize = 500;
    private const int FewLetters = 3;

    /// <inheritdoc />
    public ImmutableArray<RpcMethod> Methods =>
    [
        new("pw_rpc_version", "(): the version of this interface, three numbers", static (_, _) => Task.FromResult<object>(new object[] { Version, Feature, 0L })),
        new("project_list", "(part of a name, count): projects", static (request, _) => Task.FromResult(ListProjects(request))),
        new("project_get", "(number): a project", static (request, _) => Task.FromResult<object>(
            request.Call.Number(0) is { } id && request.Projects.Find(id) is { } project ? Show(project) : RpcFields.None)),
        new("person_list", "(part of a name or address, count): people", ListPeopleAsync),
        new("person_get", "(number): a person", async (request, cancel) =>
            request.Call.Number(0) is { } id && await people.FindAsync(id, cancel) is { } person ? Show(person) : RpcFields.None),
        new("state_list", "(part of a name, count): states", static (request, _) => Task.FromResult(ListStates(request.Call))),
        new("state_get", "(number): a state", static (request, _) => Task.FromResult<object>(FindState(request.Call.Number(0)) is { } state ? Show(state) : RpcFields.None)),
    ];

    /// <summary>The state of a number; null for none.</summary>
    public static PatchState? FindState(long? number) => number is { } wanted ? PatchStates.Find(wanted) : null;

    /// <summary>The number of a state.</summary>
    public static long NumberOf(PatchState state) => state.Number;

    private static object ListProjects(RpcRequest request)
    {
        var part = request.Call.Text(0);
        return Cut([.. request.Projects.Entries.Where(project => project.LinkName.Contains(part, StringComparison.OrdinalIgnoreCase)).Select(Show)], request.Call);
    }

    private static object ListStates(RpcCall call)
    {
        var part = call.Text(0);
        return Cut([.. PatchStates.All.Where(state => state.Title.Contains(part, StringComparison.OrdinalIgnoreCase)).Select(Show)], call);
    }

    private async Task<object> ListPeopleAsync(RpcRequest request, CancellationToken cancel)
    {
        var part = request.Call.Text(0);
        // As in the API: that all addresses can be listed is for those who signed in.
        if (request.User is null && part.Length < FewLetters) return new RpcFault($"Sign in to list people, or name {FewLetters} letters of a name or address.");
        var found = new List<object>();
        for (long number = 1; ; number++)
        {
            // The words of the query may stand apart; the text that is asked for may not.
            var page = await people.ListAsync(part, new() { Number = number, Size = PageSize }, cancel);
            if (page.Total > RpcLimit.Most && request.Call.Number(1) is null or 0)
                return new RpcFault($"{page.Total} people match: name a part of a name or address that fewer have, or a count.");
            found.AddRange(page.Rows.Where(one => one.Name.Contains(part, StringComparison.OrdinalIgnoreCase) || one.Address.Contains(part, StringComparison.OrdinalIgnoreCase)).Select(Show));
            if (number * PageSize >= Math.Min(page.Total, RpcLimit.Most)) return Cut(found, request.Call);
        }
    }

    private static object Cut(List<object> all, RpcCall call) => new RpcLimit(call.Number(1) ?? 0).Of(all);

    private static RpcFields Show(ProjectEntry project) => new(("id", project.Id), ("linkname", project.LinkName), ("name", project.Name));

    private static RpcFields Show(PersonListed person) => new(
        ("id", person.Id), ("email", person.Address), ("name", person.Name.Length > 0 ? person.Name : person.Address), ("user", person.User?.Username ?? ""));

    private static RpcFields Show(PatchState state) => new(("id", NumberOf(state)), ("name", state.Title));
}
