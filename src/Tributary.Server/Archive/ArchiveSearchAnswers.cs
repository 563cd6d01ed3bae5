using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>The answers of the archive's search.</summary>
internal sealed class ArchiveSearchAnswers(ArchiveSearch search, ArchiveReader reader, TimeProvider clock)
{
    // As many as public-inbox shows on a page.
    private const int PageHits = 200;

    /// <summary>Messages of a feed.</summary>
    public const int FeedEntries = 25;

    /// <summary>Searches a list.</summary>
    public async Task<IResult> SearchAsync(ArchiveScope scope, ArchiveSearchRequest request, CancellationToken cancel)
    {
        switch (QueryReader.Read(request.Query, clock.GetUtcNow()))
        {
            case QueryReading.Done done:
                var hits = await search.FindAsync(scope, done.Query, cancel);
                return request.WantsMbox ? await SendAsync(scope, request, hits, cancel) : Show(scope, request, hits);
            case QueryReading.Wrong wrong:
                return request.WantsMbox
                    ? TypedResults.Text($"Bad query: {wrong.Why}.\n", "text/plain", statusCode: StatusCodes.Status400BadRequest)
                    : new PageForm(IsJson: false).Problem(StatusCodes.Status400BadRequest, $"This search cannot be answered: {wrong.Why}.");
            default:
                return request.WantsMbox ? NothingFound() : Show(scope, request, []);
        }
    }

    /// <summary>The newest messages of a list as a feed.</summary>
    public async Task<IResult> ListNewAsync(ArchiveScope scope, CancellationToken cancel) => new AtomFeed(scope.Name, await search.ListNewAsync(scope, FeedEntries, cancel));

    // b4 takes 404 for "nothing matches".
    private static ContentHttpResult NothingFound() => TypedResults.Text("No message matches.\n", "text/plain", statusCode: StatusCodes.Status404NotFound);

    private async Task<IResult> SendAsync(ArchiveScope scope, ArchiveSearchRequest request, ImmutableArray<ArchiveHit> hits, CancellationToken cancel)
    {
        if (hits.IsEmpty) return NothingFound();
        var numbers = hits.Select(hit => hit.Number);
        if (request.WantsThreads) numbers = (await reader.ListThreadsAsync(scope, [.. numbers], cancel)).Select(mail => mail.Number);
        return new MboxResult(MboxName.Of("results-" + request.Query), tag: null, reader.ReadAsync(numbers, cancel));
    }

    private IResult Show(ArchiveScope scope, ArchiveSearchRequest request, ImmutableArray<ArchiveHit> hits)
    {
        var shown = hits.Skip(request.Skip).Take(PageHits).Select(hit => hit.Hit).ToImmutableArray();
        var model = new SearchModel(scope.Projects[0], request.Query, shown, HasOlder: false, clock.GetUtcNow())
        {
            Following = request.Skip + PageHits < hits.Length ? $"?q={Addresses.Escape(request.Query)}&o={request.Skip + PageHits}" : null,
        };
        return new PageForm(IsJson: false).Answer<SearchPage>(model, () => SearchView.From(model));
    }
}
