using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>The page of a project's letters, where its maintainers choose and write them.</summary>
internal static class LetterEndpoints
{
    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/queue/NAME/letters</c>.</summary>
        public void MapLetters()
        {
            app.MapMethods("/queue/{name}/letters", Verbs.Read, ShowAsync);
            app.MapPost("/queue/{name}/letters", ChangeAsync);
        }
    }

    private static async Task<IResult> ShowAsync(string name, string? kind, string? series, [AsParameters] Tools tools, CancellationToken cancel)
    {
        if (await tools.Projects.FindAsync(name, cancel) is not { } project) return NotHere(tools.Form);
        NoticeKind chosen = default;
        if (kind is not null && !NoticeKinds.TryParse(kind, out chosen)) return NoKind(tools.Form);
        return await AnswerAsync(tools, project, (chosen, series ?? "", null), cancel);
    }

    private static async Task<IResult> ChangeAsync(string name, PostedForm posted, Visitor visitor, [AsParameters] Tools tools, CancellationToken cancel)
    {
        if (await tools.Projects.FindAsync(name, cancel) is not { } project) return NotHere(tools.Form);
        if (!NoticeKinds.TryParse(posted.Text("kind"), out var kind)) return NoKind(tools.Form);
        var (what, text) = (posted.Text("do"), posted.Exactly("template").ReplaceLineEndings("\n"));
        if (!visitor.MayChangeProject(project.Id)) return tools.Form.Problem(StatusCodes.Status403Forbidden, "Only its maintainers may change a project.");
        if (what is not ("preview" or "on" or "off" or "reset" or "save")) return Back.WithFault($"{Addresses.Letters(project.Name)}?kind={kind.Slug}", "Press one of the buttons: the form says nothing of what is to be done.");
        if (what == "preview") return await AnswerAsync(tools, project, (kind, posted.Text("series"), text), cancel);
        var change = what switch
        {
            "on" or "off" => new NoticeChange(kind) { IsOn = what == "on" },
            "reset" => new NoticeChange(kind) { Template = "" },
            _ => new NoticeChange(kind) { Template = text },
        };
        var outcome = await tools.Step.SetAsync(project.Id, change, visitor.Actor, cancel);
        // What somebody wrote is not lost by a slip in it.
        if (outcome is WorkOutcome.Invalid) return await AnswerAsync(tools, project, (kind, posted.Text("series"), text), cancel);
        return Back.After($"{Addresses.Letters(project.Name)}?kind={kind.Slug}", outcome, what switch
        {
            "on" => "Such letters are written from now on.",
            "off" => "Such letters are written no more.",
            "reset" => "The text is the program's again.",
            _ => "The text is saved.",
        });
    }

    private static async Task<IResult> AnswerAsync(Tools tools, StoredProject project, (NoticeKind Kind, string Series, string? Draft) asked, CancellationToken cancel)
    {
        var settings = (await tools.Settings.ListAsync(cancel)).GetValueOrDefault(project.Id, ImmutableDictionary<string, string>.Empty);
        var model = new LettersModel(project, [.. NoticeKinds.All.Select(kind => NoticeSettings.Of(settings, kind))]) { Chosen = asked.Kind, Series = asked.Series, Draft = asked.Draft };
        if (asked.Draft is { } draft && !LetterTemplate.TryRead(draft, asked.Kind.Fields, out _, out var fault))
            model = model with { Preview = new("", "", fault) };
        else if (asked.Series.Length > 0)
            model = model with { Preview = await TryAsync(tools, project, asked, cancel) };
        var status = model.Preview is { Fault.Length: > 0 } ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        return tools.Form.Answer<LettersPage>(model, () => LettersView.From(model), status);
    }

    private static async Task<NoticePreview> TryAsync(Tools tools, StoredProject project, (NoticeKind Kind, string Series, string? Draft) asked, CancellationToken cancel)
    {
        if (!long.TryParse(asked.Series, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return new("", "", "Name a series by its number.");
        if (await tools.Series.FindAsync(new(id), cancel) is not { } found || found.Summary.Project != project.Id) return new("", "", $"There is no series {id} in {project.Name}.");
        return await tools.Previews.FindAsync(new(id), asked.Kind, asked.Draft, cancel) ?? new("", "", $"There is no series {id}.");
    }

    private static IResult NotHere(PageForm form) => form.Problem(StatusCodes.Status404NotFound, "There is no such project; /queue lists those there are.");

    private static IResult NoKind(PageForm form) =>
        form.Problem(StatusCodes.Status400BadRequest, $"There is no such kind of letters; there is {string.Join(", ", NoticeKinds.All.Select(static kind => kind.Slug))}.");

    /// <summary>What answers.</summary>
    internal sealed record Tools(
        PageForm Form, [FromServices] ProjectNames Projects, [FromServices] ProjectSettings Settings, [FromServices] NoticePreviews Previews, [FromServices] SeriesQueries Series, [FromServices] NoticeStep Step);
}
