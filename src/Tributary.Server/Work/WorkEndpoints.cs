using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Where the forms of the queue and of series are sent. Each leads back to its page, which says what was done or why not.</summary>
internal static class WorkEndpoints
{
    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/queue/NAME/change</c>, <c>/series/NUMBER/change</c>, <c>…/relink</c>, <c>/relinks/NUMBER/end</c> and <c>/changes/NUMBER/undo</c>.</summary>
        public void MapWork()
        {
            app.MapPost("/queue/{name}/change", ChangeManyAsync);
            app.MapPost("/series/{number:long}/change", ChangeOneAsync);
            app.MapPost("/series/{number:long}/relink", RelinkAsync);
            app.MapPost("/relinks/{number:long}/end", EndRelinkAsync);
            app.MapPost("/changes/{number:long}/undo", UndoAsync);
        }
    }

    private static async Task<IResult> ChangeManyAsync(string name, PostedForm posted, Visitor visitor, WorkDoors doors, CancellationToken cancel)
    {
        var next = posted.Text("next") is { Length: > 0 } given ? given : Addresses.Queue(name);
        var series = ChangeForm.ReadSeries(posted);
        return posted.Text("do") switch
        {
            "bundle" => Back.After(next, await doors.Bundles.RunAsync(series, posted.Number("bundle"), posted.Text("bundle_name"), visitor.Actor, cancel), "They are in the bundle."),
            "todo" => Back.After(next, await doors.Todo.AddAsync(series, posted.Text("note"), visitor.Actor, cancel), "They are on your to-do list."),
            _ => ChangeForm.TryRead(posted, out var request) is { } wrong ? Back.WithFault(next, wrong.Sentence)
                : await AnswerAsync(doors, next, await doors.Change.RunAsync(request with { Series = series }, visitor.Actor, cancel), cancel),
        };
    }

    private static async Task<IResult> ChangeOneAsync(long number, PostedForm posted, Visitor visitor, WorkDoors doors, CancellationToken cancel)
    {
        var (id, next) = (new SeriesId(number), Addresses.Series(new(number)));
        switch (posted.Text("do"))
        {
            case "bundle": return Back.After(next, await doors.Bundles.RunAsync([id], posted.Number("bundle"), posted.Text("bundle_name"), visitor.Actor, cancel), "It is in the bundle.");
            case "todo": return Back.After(next, await doors.Todo.AddAsync([id], posted.Text("note"), visitor.Actor, cancel), "It is on your to-do list.");
            case "split":
                var split = new RelinkRequest(RelinkKind.SplitOff, id) { SplitOff = MessagesOf(posted), Reason = posted.Text("split_reason") };
                return Back.After(next, await doors.Relink.RunAsync(split, visitor.Actor, cancel), "They are a series of their own now.");
        }

        if (ChangeForm.TryRead(posted, out var request) is { } wrong) return Back.WithFault(next, wrong.Sentence);
        request = request with { Series = [id] };
        if (MessagesOf(posted) is { IsEmpty: false } chosen)
        {
            if (await doors.Series.FindAsync(id, cancel) is not { } detail) return Back.After(next, new WorkOutcome.NotFound(), "");
            request = request with { Series = [], Patches = await doors.Work.ListPatchNumbersAsync(detail.Summary.Project, chosen, cancel) };
        }

        return await AnswerAsync(doors, next, await doors.Change.RunAsync(request, visitor.Actor, cancel), cancel);
    }

    private static async Task<IResult> RelinkAsync(long number, PostedForm posted, Visitor visitor, RelinkStep step, CancellationToken cancel)
    {
        RelinkKind? kind = posted.Text("do") switch { "later" => RelinkKind.Versions, "cut" => RelinkKind.NotVersions, "one" => RelinkKind.OneSeries, _ => null };
        var next = Addresses.Series(new(number));
        if (kind is not { } what) return Back.WithFault(next, "The form says nothing that can be done.");
        var request = new RelinkRequest(what, new(number)) { Other = FindSeries(posted.Text("other")), Reason = posted.Text("reason") };
        return Back.After(next, await step.RunAsync(request, visitor.Actor, cancel), what switch
        {
            RelinkKind.Versions => "They are linked as versions.",
            RelinkKind.NotVersions => "They are no versions of each other any more.",
            _ => "They are one series now.",
        });
    }

    private static async Task<IResult> EndRelinkAsync(long number, PostedForm posted, Visitor visitor, RelinkStep step, CancellationToken cancel) =>
        Back.After(posted.Text("next"), await step.EndAsync(number, visitor.Actor, cancel), "It is taken back: the mail alone says again what belongs together.");

    private static async Task<IResult> UndoAsync(long number, PostedForm posted, Visitor visitor, WorkDoors doors, CancellationToken cancel) =>
        await AnswerAsync(doors, posted.Text("next"), await doors.Undo.RunAsync(number, visitor.Actor, cancel), cancel);

    // What was done can be undone by the form beside the sentence.
    private static async Task<IResult> AnswerAsync(WorkDoors doors, string next, WorkOutcome outcome, CancellationToken cancel)
    {
        if (outcome is not WorkOutcome.Done done) return Back.After(next, outcome, "");
        if (done.Id == 0 || await doors.Changes.FindAsync(done.Id, cancel) is not { } change) return Back.To(next, "It stood so already: nothing was changed.");
        var sentence = string.Join(' ', change.Kept.Prepend(change.Words));
        return change.Parts.IsEmpty ? Back.To(next, sentence) : Back.ToUndo(next, sentence, change.Id);
    }

    private static ImmutableArray<MessageId> MessagesOf(PostedForm posted) => [.. posted.Texts("message").Select(text => new MessageId(text)).Distinct()];

    // A number, or an address that ends in one.
    private static SeriesId? FindSeries(string text) =>
        long.TryParse(text.AsSpan(text.TrimEnd('/').LastIndexOf('/') + 1).Trim('/'), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new SeriesId(id) : null;
}
