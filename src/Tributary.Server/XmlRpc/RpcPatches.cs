using System.Collections.Immutable;
using System.Text;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>The calls for patches: listed, shown, taken, changed.</summary>
internal sealed class RpcPatches(PatchQueries patches, PersonQueries people, PatchworkMboxes mboxes, SubmissionQueries submissions, DecisionStep decisions) : IRpcMethods
{
    private const int PageSize = 500;
    private const int MostCharacters = 255;

    private static readonly RpcFilters Filters = new(RpcPatchWish.Filters, [.. RpcPatchWish.Filters, "date"]);

    /// <inheritdoc />
    public ImmutableArray<RpcMethod> Methods =>
    [
        new("patch_list", $"(filters): patches by date; {string.Join(", ", RpcPatchWish.Filters)}", ListAsync),
        new("patch_get", "(number): a patch", async (request, cancel) =>
            request.Call.Number(0) is { } id && await patches.FindAsync(id, cancel) is { } patch ? Show(patch, request.Projects) : RpcFields.None),
        new("patch_get_by_hash", "(hash): the first patch of a hash", (request, cancel) => FindByHashAsync(request, [], request.Call.Text(0), cancel)),
        new("patch_get_by_project_hash", "(project, hash): the same in a project", (request, cancel) =>
            request.Projects.Find(request.Call.Text(0)) is { } project ? FindByHashAsync(request, [project.Id], request.Call.Text(1), cancel) : Task.FromResult<object>(RpcFields.None)),
        new("patch_get_mbox", "(number): its mail, with the tags that people gave", ReadMboxAsync),
        new("patch_get_diff", "(number): its diff", async (request, cancel) => await FindPlaceAsync(request, cancel) is { } place ? await mboxes.FindDiffAsync(place, cancel) ?? "" : ""),
        new("patch_set", "(number, fields): sets state (a number), commit_ref, archived", SetAsync) { IsForUsers = true },
    ];

    /// <summary>A patch as callers know it.</summary>
    public static RpcFields Show(PatchListed patch, ProjectCatalog projects) => new(
        ("id", patch.Id),
        ("date", RpcAnswers.Time(patch.SentAt)),
        ("filename", MailDownload.FileNameOf(patch.Name) + ".patch"),
        ("msgid", $"<{patch.MessageId}>"),
        ("name", patch.Name),
        ("project", projects.Find(patch.Project)?.Name ?? ""),
        ("project_id", patch.Project),
        ("state", patch.State.Title),
        ("state_id", RpcCatalog.NumberOf(patch.State)),
        ("archived", patch.IsArchived),
        ("submitter", patch.Submitter.Name.Length > 0 ? $"{patch.Submitter.Name} <{patch.Submitter.Address}>" : patch.Submitter.Address),
        ("submitter_id", patch.Submitter.Id),
        ("delegate", patch.DelegateUser?.Username ?? patch.Delegate ?? ""),
        ("delegate_id", patch.DelegateUser?.Id ?? 0L),
        ("commit_ref", patch.CommitRef ?? ""),
        ("hash", patch.Hash ?? ""));

    private async Task<object> ListAsync(RpcRequest request, CancellationToken cancel)
    {
        var fields = request.Call.Fields(0);
        if (Filters.Refuse(fields) is { } refusal) return refusal;
        var wish = RpcPatchWish.Read(fields);
        if (wish.IsImpossible) return Array.Empty<object>();
        if (wish.Delegate is { } person)
        {
            if (await people.FindAsync(person, cancel) is not { User: { } user }) return Array.Empty<object>();
            wish = wish with { Filter = wish.Filter with { Delegates = [user.Username] } };
        }

        if (wish.Id is not { } id) return await WalkAsync(wish, request.Projects, cancel);
        var one = await patches.FindAsync(id, cancel);
        return one is not null && wish.Fits(one) ? [Show(one, request.Projects)] : Array.Empty<object>();
    }

    // From the end for a count below zero; then the rows are turned, so that all are by date.
    private async Task<object> WalkAsync(RpcPatchWish wish, ProjectCatalog projects, CancellationToken cancel)
    {
        var isFromEnd = wish.Limit.Count < 0;
        var order = ListOrder.Parse(isFromEnd ? "-date" : "date", PatchQueries.OrderFields);
        var enough = wish.Limit.Count == 0 ? long.MaxValue : Math.Abs(Math.Max(wish.Limit.Count, -RpcLimit.Most));
        var found = new List<object>();
        for (long number = 1; found.Count < enough; number++)
        {
            var page = await patches.ListAsync(wish.Filter, new() { Number = number, Size = PageSize, Order = order }, cancel);
            if (page.Total > RpcLimit.Most && wish.Limit.Count == 0)
                return new RpcFault($"{page.Total} patches match: narrow them by a project, a state, a submitter or another filter, or name a max_count.");
            found.AddRange(page.Rows.Where(wish.Fits).Select(patch => Show(patch, projects)));
            if (number * PageSize >= Math.Min(page.Total, RpcLimit.Most)) break;
        }

        if (found.Count > enough) found.RemoveRange((int)enough, found.Count - (int)enough);
        if (isFromEnd) found.Reverse();
        return found;
    }

    private async Task<object> FindByHashAsync(RpcRequest request, ImmutableArray<long> projects, string hash, CancellationToken cancel)
    {
        if (hash.Length == 0) return RpcFields.None;
        var found = await patches.ListAsync(new() { Projects = projects, Hash = hash }, new() { Size = 1, Order = ListOrder.Parse("date", PatchQueries.OrderFields) }, cancel);
        return found.Rows is [var patch, ..] ? Show(patch, request.Projects) : RpcFields.None;
    }

    private async Task<SubmissionPlace?> FindPlaceAsync(RpcRequest request, CancellationToken cancel) =>
        request.Call.Number(0) is { } id && await submissions.FindAsync(id, cancel) is { IsPatch: true } place ? place : null;

    private async Task<object> ReadMboxAsync(RpcRequest request, CancellationToken cancel)
    {
        if (await FindPlaceAsync(request, cancel) is not { } place) return "";
        using var mail = new MemoryStream();
        await foreach (var piece in mboxes.WriteAsync(place.Project, [place.Message], cancel)) mail.Write(piece.Span);
        return Encoding.UTF8.GetString(mail.GetBuffer(), 0, (int)mail.Length);
    }

    private async Task<object> SetAsync(RpcRequest request, CancellationToken cancel)
    {
        if (request.Call.Number(0) is not { } id) return new RpcFault("patch_set takes the number of a patch and the fields to set.");
        var fields = request.Call.Fields(1);
        var decision = new Decision
        {
            State = fields.TryGetValue("state", out var state) ? RpcCatalog.FindState(RpcCall.NumberOf(state)) : null,
            CommitRef = fields.TryGetValue("commit_ref", out var commit) ? new(RpcCall.TextOf(commit)) : null,
            IsArchived = fields.TryGetValue("archived", out var archived) ? RpcCall.FlagOf(archived) : null,
        };
        if (state is not null && decision.State is null) return new RpcFault($"There is no state {RpcCall.TextOf(state)}: state_list names them with their numbers.");
        if (archived is not null && decision.IsArchived is null) return new RpcFault("archived is true or false.");
        if (commit is not null && RpcCall.TextOf(commit).Length > MostCharacters) return new RpcFault($"commit_ref has at most {MostCharacters} characters.");
        return RpcAnswers.From(await decisions.RunOnPatchAsync(id, decision, request.Actor, cancel));
    }
}
