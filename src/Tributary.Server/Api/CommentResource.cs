using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Comments on patches and on cover letters: listed, shown, marked as dealt with.</summary>
internal sealed class CommentResource(PatchQueries patches, CoverQueries covers, CommentQueries comments, CommentEdits edits, MailContentReader mails) : IApiResource
{
    /// <inheritdoc />
    public ImmutableArray<ApiRoute> Routes => [.. RoutesOf("patches", "Patch"), .. RoutesOf("covers", "Cover")];

    private IEnumerable<ApiRoute> RoutesOf(string folder, string title) =>
    [
        new($"{folder}/{{id}}/comments/", $"{title} Comment List")
        {
            Since = ApiVersion.V11,
            Get = (request, cancel) => ListAsync(folder, request, cancel),
            Answer = CommentShapes.Comment,
            Parameters = ApiParameter.OfList(),
        },
        new($"{folder}/{{id}}/comments/{{comment}}/", $"{title} Comment Detail")
        {
            Since = ApiVersion.V13,
            Get = (request, cancel) => ShowAsync(folder, request, cancel),
            Put = (request, cancel) => MarkAsync(folder, request, isPartial: false, cancel),
            Patch = (request, cancel) => MarkAsync(folder, request, isPartial: true, cancel),
            Answer = CommentShapes.Comment,
            BodyFields = [CommentEdits.Field],
        },
    ];

    private async Task<ApiAnswer> ListAsync(string folder, ApiRequest request, CancellationToken cancel)
    {
        var target = request.Number("id");
        if (!await IsThereAsync(folder, target, cancel)) return ApiAnswer.NotFound;
        var filter = new CommentListFilter { Target = target, Words = request.Filters.Words };
        return await request.ListAsync(CommentShapes.Comment, CommentQueries.OrderFields, async page =>
        {
            var listed = await comments.ListAsync(filter, page, cancel);
            return new Listed<CommentDetailed>(await ReadAsync(folder, listed.Rows, cancel), listed.Total);
        });
    }

    private async Task<ImmutableArray<CommentDetailed>> ReadAsync(string folder, ImmutableArray<CommentListed> rows, CancellationToken cancel)
    {
        if (rows.IsEmpty) return [];
        var found = await mails.ListAsync(rows[0].Project, rows.Select(row => row.MessageId), cancel);
        return [.. rows.Select(row => new CommentDetailed(row, found.GetValueOrDefault(row.MessageId) ?? MailContent.Gone, folder))];
    }

    private async Task<ApiAnswer> ShowAsync(string folder, ApiRequest request, CancellationToken cancel)
    {
        if (await FindAsync(folder, request, cancel) is not { } comment) return ApiAnswer.NotFound;
        return ApiAnswer.Of(CommentShapes.Comment, new CommentDetailed(comment, await mails.ReadAsync(comment.Project, comment.MessageId, cancel), folder));
    }

    private async Task<ApiAnswer> MarkAsync(string folder, ApiRequest request, bool isPartial, CancellationToken cancel)
    {
        if (await FindAsync(folder, request, cancel) is not { } comment) return ApiAnswer.NotFound;
        return await edits.RunAsync(comment, request, isPartial, () => ShowAsync(folder, request, cancel), cancel);
    }

    private async Task<CommentListed?> FindAsync(string folder, ApiRequest request, CancellationToken cancel)
    {
        var target = request.Number("id");
        return await IsThereAsync(folder, target, cancel) ? await comments.FindAsync(target, request.Number("comment"), cancel) : null;
    }

    private async Task<bool> IsThereAsync(string folder, long target, CancellationToken cancel) =>
        folder == "patches" ? await patches.FindAsync(target, cancel) is not null : await covers.FindAsync(target, cancel) is not null;
}
