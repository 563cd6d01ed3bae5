using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>The projects; their maintainers may say where they live.</summary>
internal sealed class ProjectResource : IApiResource
{
    private static readonly ImmutableArray<string> OrderFields = ["id", "name", "link_name", "list_id"];
    private static readonly ImmutableArray<string> Addresses = ["web_url", "scm_url", "webscm_url", "list_archive_url", "list_archive_url_format", "commit_url_format"];
    private static readonly TextRule AddressRule = new(MaxLength: 2000, MayBeBlank: true);

    private static readonly ApiShape<ProjectEntry> Shape = new("Project",
    [
        .. EmbeddedShapes.Project.Fields.Where(field => field.Since == ApiVersion.V10),
        new("maintainers", (writer, project) => writer.List(EmbeddedShapes.User, project.Maintainers)),
        new("subject_match", ApiVersion.V11, (writer, project) => writer.Text(project.SubjectMatch)),
        .. EmbeddedShapes.Project.Fields.Where(field => field.Since == ApiVersion.V12),
        new("show_dependencies", ApiVersion.V14, (writer, project) => writer.Flag(project.ShowsDependencies)),
    ]);

    private readonly Database _database;
    private readonly ProjectNames _names;

    public ProjectResource(Database database, ProjectNames names)
    {
        (_database, _names) = (database, names);
        Routes =
        [
            new("projects/", "Project List") { Answer = Shape, Parameters = ApiParameter.OfList(), Get = ListAsync },
            new("projects/{key}/", "Project Detail")
            {
                Answer = Shape, BodyFields = [.. Addresses, "show_dependencies"],
                Get = ShowAsync, Put = (request, cancel) => ChangeAsync(request, isPartial: false, cancel), Patch = (request, cancel) => ChangeAsync(request, isPartial: true, cancel),
            },
        ];
    }

    /// <inheritdoc />
    public ImmutableArray<ApiRoute> Routes { get; }

    private static Task<ApiAnswer> ListAsync(ApiRequest request, CancellationToken cancel)
    {
        var words = SearchParts.Of(request.Filters.Words);
        var found = request.Projects.Entries.Where(project => words.All(word => Texts(project).Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase))));
        return request.ListAsync(Shape, OrderFields, page => Task.FromResult(Page([.. Sort(found, page.Order)], page)));
    }

    // The order of the names is that of the list's fields; the last one named is sorted by first, for sorting keeps the order of equals.
    private static IEnumerable<ProjectEntry> Sort(IEnumerable<ProjectEntry> projects, ImmutableArray<ListOrder> orders)
    {
        foreach (var order in orders.Reverse())
        {
            Func<ProjectEntry, string> key = order.Field switch
            {
                "name" => project => project.Name,
                "link_name" => project => project.LinkName,
                "list_id" => project => project.ListId,
                _ => project => $"{project.Id:D20}",
            };
            projects = order.IsDescending ? projects.OrderByDescending(key, StringComparer.Ordinal) : projects.OrderBy(key, StringComparer.Ordinal);
        }

        return projects;
    }

    private static Listed<ProjectEntry> Page(ImmutableArray<ProjectEntry> all, ListPage page)
    {
        var before = (page.Number - 1) * page.Size;
        return new(before >= all.Length ? [] : [.. all.Skip((int)before).Take(page.Size)], all.Length);
    }

    private static IEnumerable<string> Texts(ProjectEntry project) =>
        Addresses.Select(project.Setting).Concat([project.LinkName, project.ListId, project.ListEmail]);

    private static Task<ApiAnswer> ShowAsync(ApiRequest request, CancellationToken cancel) =>
        Task.FromResult(ApiAnswer.Of(Shape, request.Projects.Find(request.Word("key"))));

    private async Task<ApiAnswer> ChangeAsync(ApiRequest request, bool isPartial, CancellationToken cancel)
    {
        if (request.Projects.Find(request.Word("key")) is not { } project) return ApiAnswer.NotFound;
        // Who may not change it is not told what is wrong with his body.
        if (!WorkRules.MayChangeProject(request.Actor.RolesIn(project.Id))) return ApiAnswer.Forbidden(request);
        return await request.WithBodyAsync(isPartial, body => ChangeAsync(request, project, body, cancel), cancel);
    }

    private async Task<ApiAnswer> ChangeAsync(ApiRequest request, ProjectEntry project, BodyReader body, CancellationToken cancel)
    {
        var values = Addresses.Where(body.Has).Select(name => (Name: name, Value: body.Text(name, AddressRule))).ToList();
        if (body.Has("show_dependencies")) values.Add(("show_dependencies", body.Flag("show_dependencies") == false ? "false" : "true"));
        if (!body.IsRight) return body.Refusal;
        var outcome = await new ProjectStep(_database).ChangeAsync(
            project.Id, values.ToImmutableSortedDictionary(value => value.Name, value => value.Value ?? ""), request.Actor, cancel);
        if (outcome is not WorkOutcome.Done) return ApiAnswer.From(outcome, request);
        return ApiAnswer.Of(Shape, (await ProjectCatalog.ReadAsync(_database, _names, cancel)).Find(project.Id));
    }
}
