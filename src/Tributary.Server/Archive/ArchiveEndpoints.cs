using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Tributary.Server;

/// <summary>The mail at the addresses where public-inbox has it, so that its clients (b4, lei, links in commits) find it here.</summary>
internal static class ArchiveEndpoints
{
    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/LIST/…</c> for every name that no other address begins with.</summary>
        public void MapArchive()
        {
            app.MapMethods($"/{{list:{ArchiveNames.Key}}}/{{**rest}}", Verbs.Read, ShowAsync);
            app.MapPost($"/{{list:{ArchiveNames.Key}}}/", SearchAsync).For(EndpointAccess.Programs);
        }
    }

    private static async Task<IResult> ShowAsync(
        ArchiveAddress address, HttpRequest request, ArchiveSearchRequest search, ArchiveRooms rooms, CancellationToken cancel)
    {
        if (await rooms.Lists.FindAsync(address.List, cancel) is not { } scope) return ArchiveAnswers.WithoutList(address, request);
        if (!address.IsFolder) return ArchiveAnswers.Move(request, address.List, "");
        if (address.Readings.IsEmpty) return search.Query.Length > 0 || search.WantsMbox ? await rooms.Searches.SearchAsync(scope, search, cancel) : ArchiveAnswers.Front(scope);
        if (address.Rest is "new.atom" or "atom.xml") return await rooms.Searches.ListNewAsync(scope, cancel);
        if (ArchiveHelp.IsAt(address.Rest)) return ArchiveHelp.Show();
        if (await rooms.Reader.FindAsync(scope, address, cancel) is not { } mail) return ArchiveAnswers.NotHere();
        return mail.Reading switch
        {
            { LacksSlash: true } => ArchiveAnswers.Move(request, address.List, mail),
            { Form: ArchiveForm.Raw } => ArchiveAnswers.Raw(mail.Found.Stored),
            { Form: ArchiveForm.Mbox } => await rooms.Answers.ThreadAsync(scope, mail, cancel),
            { Form: ArchiveForm.Feed } => await rooms.Answers.FeedAsync(scope, mail, cancel),
            { Form: ArchiveForm.Thread } => ArchiveAnswers.ThreadPage(mail.Found.Stored),
            _ => await rooms.Answers.PageAsync(mail, cancel),
        };
    }

    // b4 asks for an mbox of results by POST, with the query in the address; a form may hold it as well.
    private static async Task<IResult> SearchAsync(ArchiveAddress address, ArchiveSearchRequest search, ArchiveRooms rooms, CancellationToken cancel) =>
        await rooms.Lists.FindAsync(address.List, cancel) is { } scope ? await rooms.Searches.SearchAsync(scope, search, cancel) : TypedResults.NotFound();
}

/// <summary>What the archive's handlers call.</summary>
/// <param name="Lists">The names of lists.</param>
/// <param name="Reader">Finds messages.</param>
/// <param name="Answers">Answers with messages.</param>
/// <param name="Searches">Answers with what a search finds.</param>
internal sealed record ArchiveRooms(ArchiveLists Lists, ArchiveReader Reader, ArchiveAnswers Answers, ArchiveSearchAnswers Searches);
