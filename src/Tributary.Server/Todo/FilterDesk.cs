using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Reads which filter of a queue a form means.</summary>
internal sealed class FilterDesk(ProjectNames projects, TodoStep step)
{
    /// <summary>What saves and removes.</summary>
    public TodoStep Step => step;

    /// <summary>The filter, null where there is no such project; and the page that the form came from.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="posted">The fields <c>name query everybody</c>.</param>
    /// <param name="visitor">Who asks.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<(SavedFilter? Filter, string Address)> ReadAsync(string project, PostedForm posted, Visitor visitor, CancellationToken cancel)
    {
        var query = Clean(posted.Text("query"), project);
        var address = query.Length == 0 ? Addresses.Queue(project) : $"{Addresses.Queue(project)}?{query}";
        return await projects.FindAsync(project, cancel) is { } found
            ? (new(found.Id, posted.IsTicked("everybody") ? null : visitor.User?.Id ?? -1, posted.Text("name"), query), address) : (null, "/");
    }

    // Only what a queue understands is kept, so that a saved filter is never another address.
    private static string Clean(string query, string project)
    {
        var fields = QueryHelpers.ParseQuery(query);
        return SavedFilters.QueryOf(
            new() { State = Of("state"), Tree = Of("tree"), Submitter = Of("submitter"), Delegate = Of("delegate"), Q = Of("q"), Tag = Of("tag") }, project);

        string? Of(string name) => fields.TryGetValue(name, out var values) ? values.ToString() : null;
    }
}
