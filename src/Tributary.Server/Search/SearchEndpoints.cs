using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tributary.Patches;

namespace Tributary.Server;

/// <summary>Search by words, author or message id.</summary>
internal static class SearchEndpoints
{
    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/search</c>.</summary>
        public void MapSearch() => app.MapMethods("/search", Verbs.Read, SearchAsync);
    }

    private static async Task<IResult> SearchAsync([AsParameters] SearchRequest request, PageForm form, SearchReader reader, CancellationToken cancel) =>
        await reader.ReadAsync(request, cancel) switch
        {
            SearchOutcome.Found found => form.Answer<SearchPage>(found.Model, () => SearchView.From(found.Model)),
            SearchOutcome.Exact exact => TypedResults.Redirect(AddressOf(exact.Mail) + (form.IsJson ? JsonTwin.Ending : "")),
            SearchOutcome.NoProject => form.Problem(StatusCodes.Status404NotFound, "There is no such project to search; /queue lists those there are."),
            SearchOutcome.NoPlace => form.Problem(StatusCodes.Status400BadRequest, "The address names no place in the list; begin at its first page."),
            _ => form.Problem(StatusCodes.Status400BadRequest, "That is too long to search for; try a few of its words."),
        };

    private static string AddressOf(FoundMail mail) =>
        mail.Stored.Kind is MailKind.Patch or MailKind.PullRequest ? Addresses.Patch(mail.Stored.Id) : Addresses.Message(mail.Stored.Id);
}
