using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>The page of a project's checks, and where one refuses mail about them.</summary>
internal static class VerdictEndpoints
{
    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/queue/NAME/checks</c> and <c>/checks/no-mail</c>.</summary>
        public void MapVerdicts()
        {
            app.MapMethods("/queue/{name}/checks", Verbs.Read, ShowAsync);
            app.MapPost("/queue/{name}/checks", ChangeAsync);
            app.MapMethods(Addresses.RefuseMail, Verbs.Read, AskAsync);
            app.MapPost(Addresses.RefuseMail, RefuseAsync).For(EndpointAccess.Visitors);
        }
    }

    extension(IServiceCollection services)
    {
        /// <summary>Adds what they need.</summary>
        public void AddVerdicts()
        {
            services.AddSingleton<VerdictQueries>();
            services.AddSingleton<ChecksReader>();
            services.AddSingleton<VerdictMailStep>();
        }
    }

    private static async Task<IResult> ShowAsync(string name, PageForm form, ProjectNames projects, ChecksReader reader, CancellationToken cancel)
    {
        if (await projects.FindAsync(name, cancel) is not { } project) return NotHere(form);
        var model = await reader.ReadAsync(project, cancel);
        return form.Answer<ChecksPage>(model, () => ChecksView.From(model));
    }

    private static async Task<IResult> ChangeAsync(string name, HttpContext context, ProjectNames projects, VerdictMailStep step, CancellationToken cancel)
    {
        var (form, visitor) = (PageForm.Of(context), Visitor.Of(context));
        if (await projects.FindAsync(name, cancel) is not { } project) return NotHere(form);
        var isOn = (await PostedForm.BindAsync(context, null!)).Text("mail") == "on";
        return Back.After(Addresses.Checks(project.Name), await step.SetAsync(project.Id, isOn, visitor.Actor, cancel),
            isOn ? "Who sends a series with errors is told by mail from now on." : "Nobody is told by mail any more.");
    }

    private static async Task<IResult> AskAsync(string? address, string? key, PageForm form, VerdictMailStep step, CancellationToken cancel) =>
        address is not null && key is not null && await step.IsGenuineAsync(address, key, cancel)
            ? form.Answer<NoMailPage>(new NoMailModel(address, key), () => new { address }) : NotGenuine(form);

    private static async Task<IResult> RefuseAsync(HttpContext context, PostedForm posted, VerdictMailStep step, TimeProvider clock, CancellationToken cancel)
    {
        var address = posted.Text("address");
        if (!await step.IsGenuineAsync(address, posted.Text("key"), cancel)) return NotGenuine(PageForm.Of(context));
        return Back.After("/", await step.RefuseAsync(address, wantsMail: false, clock.GetUtcNow(), cancel), $"{address} gets no more mail about what rules found.");
    }

    private static IResult NotGenuine(PageForm form) => form.Problem(StatusCodes.Status404NotFound, "This link was in no letter from here: follow the one in the letter as it is.");

    private static IResult NotHere(PageForm form) => form.Problem(StatusCodes.Status404NotFound, "There is no such project; /queue lists those there are.");
}

/// <summary>What the page shows on which one refuses mail.</summary>
/// <param name="Address">Whose mail.</param>
/// <param name="Key">What proves that the link was in a letter to it.</param>
public sealed record NoMailModel(string Address, string Key);
