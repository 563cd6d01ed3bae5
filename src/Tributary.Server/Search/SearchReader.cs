using Tributary.Mail;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Gathers what the search page shows.</summary>
internal sealed class SearchReader(ProjectQueries projects, ProjectNames names, SearchQueries search, MailPageReader mails, TimeProvider clock)
{
    private const int LongestQuery = 1000;

    /// <summary>Searches a project; nothing is found for an empty query or where no project is.</summary>
    public async Task<SearchOutcome> ReadAsync(SearchRequest request, CancellationToken cancel)
    {
        var query = (request.Q ?? "").Trim();
        if (query.Length > LongestQuery) return new SearchOutcome.TooLong();
        if (await FindExactAsync(query, cancel) is { } exact) return new SearchOutcome.Exact(exact);
        var project = string.IsNullOrEmpty(request.Project)
            ? await projects.ListAsync(cancel) is [var first, ..] ? first : null
            : await names.FindAsync(request.Project, cancel);
        if (project is null && !string.IsNullOrEmpty(request.Project)) return new SearchOutcome.NoProject();
        var hits = project is null || query.Length == 0 ? []
            : await search.SearchAsync(project.Id, query, string.IsNullOrEmpty(request.Before) ? null : new MessageId(request.Before), SearchModel.PageHits + 1, cancel);
        if (hits is null) return new SearchOutcome.NoPlace();
        return new SearchOutcome.Found(new(project, query, [.. hits.Take(SearchModel.PageHits)], hits.Count > SearchModel.PageHits, clock.GetUtcNow()));
    }

    // A message id leads straight to its message.
    private async Task<FoundMail?> FindExactAsync(string query, CancellationToken cancel)
    {
        var bare = query.Trim('<', '>');
        if (!bare.Contains('@', StringComparison.Ordinal) || bare.Contains(' ', StringComparison.Ordinal)) return null;
        return await mails.FindAsync(new([new(new MessageId(bare), AnswerForm.Page)]), cancel);
    }
}

/// <summary>How a search ended.</summary>
internal abstract record SearchOutcome
{
    private SearchOutcome()
    {
    }

    /// <summary>A page of hits, perhaps of none.</summary>
    public sealed record Found(SearchModel Model) : SearchOutcome;

    /// <summary>It was a message id, and here is its message.</summary>
    public sealed record Exact(FoundMail Mail) : SearchOutcome;

    /// <summary>No project bears the name that was given.</summary>
    public sealed record NoProject : SearchOutcome;

    /// <summary>The page was to go on behind a message that no search finds.</summary>
    public sealed record NoPlace : SearchOutcome;

    /// <summary>More was asked than anybody means.</summary>
    public sealed record TooLong : SearchOutcome;
}
