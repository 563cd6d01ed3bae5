using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>What happened, newest first.</summary>
internal sealed class EventResource : IApiResource
{
    /// <summary>An event in a list.</summary>
    internal static ApiShape<EventListed> Shape { get; } = new("Event",
    [
        new("id", (writer, happened) => writer.Number(happened.Id)),
        new("category", (writer, happened) => writer.Text(happened.Category.Slug)),
        new("project", (writer, happened) => writer.Object(EmbeddedShapes.Project, writer.Project(happened.Project))),
        new("date", (writer, happened) => writer.Date(happened.At)),
        new("actor", ApiVersion.V12, (writer, happened) => writer.Object(EmbeddedShapes.User, happened.Actor)),
        new("payload", (writer, happened) => writer.Object(EventPayload.Of(happened.Category), happened)),
    ]);

    private readonly EventQueries _events;

    public EventResource(EventQueries events)
    {
        _events = events;
        Routes =
        [
            new("events/", "Event List")
            {
                Answer = Shape,
                Parameters = ApiParameter.OfList(
                    new("before"), new("since"), new("project"), new("category"), new("series"), new("patch"), new("cover"), new("actor", ApiVersion.V12)),
                Get = ListAsync,
            },
        ];
    }

    /// <inheritdoc />
    public ImmutableArray<ApiRoute> Routes { get; }

    private async Task<ApiAnswer> ListAsync(ApiRequest request, CancellationToken cancel)
    {
        var filters = request.Filters;
        var category = filters.Choice<EventCategory>("category", slug => EventCategories.TryParse(slug, out var found) && IsShown(found, request) ? found : null);
        var filter = new EventListFilter
        {
            Projects = filters.Projects("project"),
            Categories = category is { } one ? [one] : request.Version < ApiVersion.V13 ? EventPayload.WithoutComments : [],
            Series = filters.Numbers("series"),
            Patches = filters.Numbers("patch"),
            Covers = filters.Numbers("cover"),
            Actors = [.. (await filters.UsersAsync("actor", cancel)).Select(user => user.Id)],
            Since = filters.Time("since"),
            Before = filters.Time("before"),
        };
        return await request.ListAsync(Shape, EventQueries.OrderFields, page => _events.ListAsync(filter, page, cancel));
    }

    // Comments have no address before 1.3, so that events about them are left out there.
    private static bool IsShown(EventCategory category, ApiRequest request) =>
        category.IsPatchworks && (request.Version >= ApiVersion.V13 || EventPayload.WithoutComments.Contains(category));
}
