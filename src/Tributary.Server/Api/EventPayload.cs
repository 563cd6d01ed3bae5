using System.Collections.Immutable;
using System.Diagnostics;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>What an event is about: each category has its own fields.</summary>
internal static class EventPayload
{
    private static readonly ApiShape<EventListed> CommentShape = new("CommentEmbedded",
    [
        new("id", (writer, happened) => writer.Number(happened.Comment!.Id)),
        new("url", ApiVersion.V13, (writer, happened) => writer.Url(
            $"{(happened.Cover is null ? "patches" : "covers")}/{Addresses.Number((happened.Cover ?? happened.Patch)?.Id ?? 0)}/comments/{Addresses.Number(happened.Comment!.Id)}/")),
        new("web_url", ApiVersion.V11, (writer, happened) => writer.Absolute(PatchworkAddresses.Comment(happened.Comment!.Id))),
        new("msgid", (writer, happened) => writer.MessageId(happened.Comment!.MessageId)),
        new("list_archive_url", ApiVersion.V12, (writer, happened) => writer.ArchiveUrl(happened.Comment!.Project, happened.Comment.MessageId)),
        new("date", (writer, happened) => writer.Date(happened.Comment!.SentAt)),
        new("name", (writer, happened) => writer.Text(happened.Comment!.Subject)),
    ]);

    private static readonly ApiField<EventListed> Patch = new("patch", (writer, happened) => writer.Object(EmbeddedShapes.Patch, happened.Patch));
    private static readonly ApiField<EventListed> Cover = new("cover", (writer, happened) => writer.Object(EmbeddedShapes.Cover, happened.Cover));
    private static readonly ApiField<EventListed> Series = new("series", (writer, happened) => writer.Object(EmbeddedShapes.Series, happened.Series));
    private static readonly ApiField<EventListed> Comment = new("comment", (writer, happened) => writer.Object(CommentShape, happened.Comment is null ? null : happened));

    private static readonly ImmutableDictionary<EventCategory, ApiShape<EventListed>> Shapes = new ApiShape<EventListed>[]
    {
        Shape(EventCategory.CoverCreated, Cover),
        Shape(EventCategory.PatchCreated, Patch),
        Shape(EventCategory.PatchCompleted, Patch, Series),
        Shape(EventCategory.PatchStateChanged, Patch, Text("previous_state", happened => happened.Before), Text("current_state", happened => happened.After)),
        // Patchwork has these two fields and never fills them.
        Shape(EventCategory.PatchRelationChanged, Patch, Text("previous_relation", _ => null), Text("current_relation", _ => null)),
        Shape(EventCategory.PatchDelegated, Patch, User("previous_delegate", happened => happened.BeforeUser), User("current_delegate", happened => happened.AfterUser)),
        Shape(EventCategory.CheckCreated, Patch, new("check", (writer, happened) => writer.Object(EmbeddedShapes.Check, happened.Check))),
        Shape(EventCategory.SeriesCreated, Series),
        Shape(EventCategory.SeriesCompleted, Series),
        Shape(EventCategory.CoverCommentCreated, Cover, Comment),
        Shape(EventCategory.PatchCommentCreated, Patch, Comment),
    }.ToImmutableDictionary(shape => EventCategories.TryParse(shape.Name, out var category) ? category : throw new UnreachableException());

    /// <summary>The categories that are not about comments.</summary>
    public static ImmutableArray<EventCategory> WithoutComments { get; } =
        [.. Shapes.Keys.Except([EventCategory.CoverCommentCreated, EventCategory.PatchCommentCreated]).Order()];

    /// <summary>The shapes of all payloads, and of a comment in them.</summary>
    public static ImmutableArray<IApiShape> All { get; } = [.. Shapes.OrderBy(pair => pair.Key).Select(pair => pair.Value), CommentShape];

    // What Patchwork does not know: webhooks and listeners are told of it, its API's lists are not.
    private static readonly ApiShape<EventListed> Own = new("EventOfOurs",
    [
        Patch, Cover, Series, Comment, Text("previous", happened => happened.Before), Text("current", happened => happened.After),
    ]);

    /// <summary>The fields of a category: Patchwork's, or of one that it does not know ours.</summary>
    public static ApiShape<EventListed> Of(EventCategory category) => Shapes.GetValueOrDefault(category, Own);

    private static ApiShape<EventListed> Shape(EventCategory category, params ReadOnlySpan<ApiField<EventListed>> fields) => new(category.Slug, [.. fields]);

    private static ApiField<EventListed> Text(string name, Func<EventListed, string?> value) => new(name, (writer, happened) => writer.Text(value(happened)));

    private static ApiField<EventListed> User(string name, Func<EventListed, UserListed?> value) =>
        new(name, (writer, happened) => writer.Object(EmbeddedShapes.User, value(happened)));
}
