using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>The calls for checks: listed, shown, added.</summary>
internal sealed class RpcChecks(PatchQueries patches, CheckQueries checks, CheckStep step) : IRpcMethods
{
    private const int PageSize = 500;

    private static readonly RpcFilters Filters = new(["id", "user", "user_id", "patch_id", "project_id", "max_count"], ["id", "user", "project_id", "patch_id"]);

    /// <inheritdoc />
    public ImmutableArray<RpcMethod> Methods =>
    [
        new("check_list", "(filters): checks; id, user (a name), patch_id, project_id, max_count", ListAsync),
        new("check_get", "(number): a check", async (request, cancel) =>
            request.Call.Number(0) is { } id && await checks.FindAsync(id, cancel) is { } check ? Show(check, await patches.FindAsync(check.Patch, cancel)) : RpcFields.None),
        new("patch_check_get", "(number of a patch): the newest checks by user and context, and the worst of them", CombineAsync),
        new("check_create", "(number of a patch, context, state, target_url, description): adds a check", AddAsync) { IsForUsers = true },
    ];

    private static RpcFields Show(CheckListed check, PatchListed? patch) => new(
        ("id", check.Id),
        ("date", RpcAnswers.Time(check.At)),
        ("patch", patch?.Name ?? ""),
        ("patch_id", check.Patch),
        ("user", check.User.Username),
        ("user_id", check.User.Id),
        ("state", check.State.Slug),
        ("target_url", check.TargetUrl ?? ""),
        ("description", check.Description ?? ""),
        ("context", check.Context));

    private async Task<object> ListAsync(RpcRequest request, CancellationToken cancel)
    {
        var fields = request.Call.Fields(0);
        if (Filters.Refuse(fields) is { } refusal) return refusal;
        long? Number(string name) => fields.TryGetValue(name, out var value) ? RpcCall.NumberOf(value) ?? -1 : null;
        var limit = new RpcLimit(Number("max_count") ?? 0);
        var filter = new CheckListFilter { Patch = Number("patch_id"), Users = Number("user_id") is { } user ? [user] : [] };
        var username = fields.TryGetValue("user", out var name) ? RpcCall.TextOf(name) : null;
        var known = new Dictionary<long, PatchListed?>();
        var found = new List<object>();
        for (long number = 1; ; number++)
        {
            var page = await checks.ListAsync(filter, new() { Number = number, Size = PageSize }, cancel);
            if (page.Total > RpcLimit.Most && limit.Count <= 0) return new RpcFault($"{page.Total} checks match: name a patch_id, or a max_count.");
            foreach (var check in page.Rows)
            {
                if (Number("id") is { } id && check.Id != id || username is not null && check.User.Username != username) continue;
                if (!known.TryGetValue(check.Patch, out var patch)) known[check.Patch] = patch = await patches.FindAsync(check.Patch, cancel);
                if (Number("project_id") is not { } project || patch?.Project == project) found.Add(Show(check, patch));
            }

            if (number * PageSize >= Math.Min(page.Total, RpcLimit.Most) || (limit.Count > 0 && found.Count >= limit.Count)) return limit.Of(found);
        }
    }

    private async Task<object> CombineAsync(RpcRequest request, CancellationToken cancel)
    {
        if (request.Call.Number(0) is not { } id || await patches.FindAsync(id, cancel) is not { } patch) return RpcFields.None;
        var newest = await checks.ListNewestAsync(id, cancel);
        return new RpcFields(("state", patch.Check.Slug), ("total", (long)newest.Count), ("checks", newest.Select(check => (object)Show(check, patch)).ToList()));
    }

    private async Task<object> AddAsync(RpcRequest request, CancellationToken cancel)
    {
        var call = request.Call;
        if (call.Number(0) is not { } id) return new RpcFault("check_create takes the number of a patch, a context and a state.");
        if (!CheckStates.TryParse(call.Text(2), out var state)) return new RpcFault($"Invalid check state: {call.Text(2)}. It is pending, success, warning or fail.");
        var check = new NewCheck { State = state, Context = call.Text(1), TargetUrl = call.Text(3), Description = call.Text(4) };
        return RpcAnswers.From(await step.AddAsync(id, check, request.Actor, cancel));
    }
}
