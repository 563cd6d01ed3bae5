using Tributary.Store;

namespace Tributary.Server;

/// <summary>A page of search as data.</summary>
/// <param name="Query">What was asked for.</param>
/// <param name="Messages">What was found, newest first.</param>
/// <param name="Next">The address of the next page's data, or null.</param>
public sealed record SearchView(string Query, IEnumerable<SearchHitView> Messages, string? Next)
{
    /// <summary>The data of a page.</summary>
    public static SearchView From(SearchModel model) => new(model.Query, model.Hits.Select(SearchHitView.From), model.OlderAddress(json: true));
}

/// <summary>A found message as data.</summary>
public sealed record SearchHitView(string MessageId, string Kind, PersonView Submitter, DateTimeOffset Date, string Subject, long? Series)
{
    /// <summary>The data of a hit.</summary>
    public static SearchHitView From(SearchHit hit) =>
        new(hit.Message.Value, MailKinds.SlugOf(hit.Kind), PersonView.From(hit.From), hit.Date, hit.Subject, hit.Series?.Value);
}
