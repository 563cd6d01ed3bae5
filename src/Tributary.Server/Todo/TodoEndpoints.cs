using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>To-do lists, saved filters, and a user's own bundles.</summary>
internal static class TodoEndpoints
{
    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/todo</c>, <c>/bundles</c>, <c>/bundle/NUMBER/change</c> and the filters of a queue.</summary>
        public void MapTodo()
        {
            app.MapMethods(Addresses.Todo, Verbs.Read, ShowAsync).For(EndpointAccess.Users);
            app.MapPost($"{Addresses.Todo}/remove", RemoveAsync);
            app.MapPost("/queue/{name}/filters", SaveFilterAsync);
            app.MapPost("/queue/{name}/filters/remove", RemoveFilterAsync);
            app.MapMethods(Addresses.Bundles, Verbs.Read, ListBundlesAsync).For(EndpointAccess.Users);
            app.MapPost("/bundle/{number:long}/change", ChangeBundleAsync);
        }
    }

    private static async Task<IResult> ShowAsync(PageForm form, Visitor visitor, TodoReader reader, CancellationToken cancel)
    {
        var model = await reader.ReadAsync(visitor.User!, cancel);
        return form.Answer<TodoPage>(model, () => TodoView.From(model));
    }

    private static async Task<IResult> RemoveAsync(PostedForm posted, Visitor visitor, TodoStep step, CancellationToken cancel) =>
        Back.After(Addresses.Todo, await step.RemoveAsync(new(posted.Number("series") ?? 0), visitor.Actor, cancel), "It is off your list.");

    private static async Task<IResult> SaveFilterAsync(string name, PostedForm posted, Visitor visitor, FilterDesk desk, CancellationToken cancel)
    {
        var (filter, address) = await desk.ReadAsync(name, posted, visitor, cancel);
        return filter is null ? Back.WithFault(address, "There is no such project.") : Back.After(address, await desk.Step.SaveFilterAsync(filter, visitor.Actor, cancel), "The filter is saved.");
    }

    private static async Task<IResult> RemoveFilterAsync(string name, PostedForm posted, Visitor visitor, FilterDesk desk, CancellationToken cancel)
    {
        var (filter, address) = await desk.ReadAsync(name, posted, visitor, cancel);
        return filter is null ? Back.WithFault(address, "There is no such project.") : Back.After(address, await desk.Step.RemoveFilterAsync(filter, visitor.Actor, cancel), "The filter is removed.");
    }

    private static async Task<IResult> ListBundlesAsync(PageForm form, Visitor visitor, BundleQueries bundles, ProjectQueries projects, CancellationToken cancel)
    {
        var page = new ListPage { Order = [new("name", IsDescending: false)], Size = 250 };
        var found = await bundles.ListAsync(new() { Viewer = visitor.User!.Id, Owners = [visitor.User.Id] }, page, cancel);
        var names = (await projects.ListAsync(cancel)).ToDictionary(project => project.Id, project => project.Name);
        return form.Answer<OwnBundlesPage>(found.Rows, () => new
        {
            bundles = found.Rows.Select(bundle => new BundleLineView(bundle.Id, bundle.Name, bundle.Owner.Username, bundle.IsPublic, bundle.Patches.Length)), projects = names.Values,
        });
    }

    private static async Task<IResult> ChangeBundleAsync(long number, PostedForm posted, Visitor visitor, BundleDesk desk, CancellationToken cancel)
    {
        var (outcome, done) = await desk.RunAsync(number, posted, visitor, cancel);
        return Back.After(outcome is WorkOutcome.Done && posted.Text("do") == "delete" ? Addresses.Bundles : $"/bundle/{Addresses.Number(number)}", outcome, done);
    }
}
