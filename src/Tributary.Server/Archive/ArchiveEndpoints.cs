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
        public void MapArchive() => app.MapMethods($"/{{list:{ArchiveNames.Key}}}/{{**rest}}", Verbs.Read, ShowAsync);
    }

    private static async Task<IResult> ShowAsync(
        ArchiveAddress address, HttpRequest request, ArchiveLists lists, ArchiveReader reader, ArchiveAnswers answers, CancellationToken cancel)
    {
        if (await lists.FindAsync(address.List, cancel) is not { } scope) return ArchiveAnswers.WithoutList(address, request);
        if (!address.IsFolder) return ArchiveAnswers.Move(request, address.List, "");
        if (address.Readings.IsEmpty) return ArchiveAnswers.Front(scope);
        if (await reader.FindAsync(scope, address, cancel) is not { } mail) return ArchiveAnswers.NotHere();
        return mail.Reading switch
        {
            { LacksSlash: true } => ArchiveAnswers.Move(request, address.List, mail),
            { Form: ArchiveForm.Raw } => ArchiveAnswers.Raw(mail.Found.Stored),
            { Form: ArchiveForm.Mailbox } => await answers.ThreadAsync(scope, mail, cancel),
            { Form: ArchiveForm.Thread } => ArchiveAnswers.ThreadPage(mail.Found.Stored),
            _ => await answers.PageAsync(mail, cancel),
        };
    }
}
