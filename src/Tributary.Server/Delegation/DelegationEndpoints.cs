using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Tributary.Server;

/// <summary>The page of a project's rules of delegation.</summary>
internal static class DelegationEndpoints
{
    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/queue/NAME/delegation</c>: read by everybody, changed by the project's maintainers.</summary>
        public void MapDelegation()
        {
            app.MapMethods("/queue/{name}/delegation", Verbs.Read, ShowAsync);
            app.MapPost("/queue/{name}/delegation", ChangeAsync);
        }
    }

    private static async Task<IResult> ShowAsync(string name, PageForm form, DelegationReader reader, CancellationToken cancel) =>
        await reader.ReadAsync(name, cancel) is { } model ? form.Answer<DelegationPage>(model, () => DelegationView.From(model)) : NotHere(form);

    private static async Task<IResult> ChangeAsync(string name, HttpContext context, DelegationReader reader, DelegationStep step, CancellationToken cancel)
    {
        var (form, visitor) = (PageForm.Of(context), Visitor.Of(context));
        if (await reader.ReadAsync(name, cancel) is not { } model) return NotHere(form);
        if (!visitor.MayChangeProject(model.Project.Id)) return form.Problem(StatusCodes.Status403Forbidden, "Only a maintainer of the project may change its rules of delegation.");
        var posted = await PostedForm.BindAsync(context, null!);
        var what = posted.Text("do");
        if (what == "reset")
            return Back.After(Addresses.Delegation(model.Project.Name), await step.SaveAsync(model.Project.Id, null, posted.Text("seen"), visitor.Actor, cancel), "The rules of the profile hold again.");
        var draft = DelegationForm.Read(posted);
        if (what == "save")
        {
            var outcome = await step.SaveAsync(model.Project.Id, draft, posted.Text("seen"), visitor.Actor, cancel);
            if (outcome is WorkOutcome.Done) return Back.To(Addresses.Delegation(model.Project.Name), "The rules are saved; what waits is given away anew.");
            var fault = outcome switch { WorkOutcome.Invalid invalid => invalid.Sentence, WorkOutcome.Conflict conflict => conflict.Sentence, WorkOutcome.Refused refused => refused.Sentence, _ => "It is not here any more." };
            var again = await reader.DraftAsync(model, draft, isTried: false, cancel) with { Fault = fault };
            return form.Answer<DelegationPage>(again, () => DelegationView.From(again), outcome is WorkOutcome.Conflict ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest);
        }

        var shown = await reader.DraftAsync(model, draft, isTried: what == "try", cancel);
        return form.Answer<DelegationPage>(shown, () => DelegationView.From(shown), StatusCodes.Status200OK);
    }

    private static IResult NotHere(PageForm form) => form.Problem(StatusCodes.Status404NotFound, "There is no such project; /queue lists those there are.");
}
