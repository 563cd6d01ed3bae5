using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Tributary.Patches;

namespace Tributary.Server;

/// <summary>The pages of patches and of any other message, and their bytes.</summary>
internal static class MessageEndpoints
{
    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/patch/ID</c>, <c>/message/ID</c> and <c>/message/ID/raw</c>.</summary>
        public void MapMessages()
        {
            PolledPages.Mark(app.MapMethods("/patch/{**id}", Verbs.Read, ShowPatchAsync));
            PolledPages.Mark(app.MapMethods("/message/{**id}", Verbs.Read, ShowMessageAsync));
        }
    }

    private static async Task<IResult> ShowPatchAsync(AddressedId id, MailPageReader reader, PatchworkReader peer, TimeProvider clock, CancellationToken cancel)
    {
        if (await reader.FindAsync(id, cancel) is not { } found)
            return await peer.FindAsync(id, cancel) is { } place ? TypedResults.Redirect(PatchworkEndpoints.PageOf(place)) : NotHere(new PageForm(id.IsJson));
        var answer = new PageForm(found.Form == AnswerForm.Json);
        if (found.Form == AnswerForm.Raw || found.Stored.Kind is not (MailKind.Patch or MailKind.PullRequest))
            return TypedResults.Redirect(found.Form == AnswerForm.Raw ? Addresses.Raw(found.Stored.Id) : Addresses.Message(found.Stored.Id) + (answer.IsJson ? JsonTwin.Ending : ""));
        var model = await reader.ReadAsync(found, clock.GetUtcNow(), cancel);
        return answer.Answer<PatchPage>(model, () => MailView.From(model));
    }

    private static async Task<IResult> ShowMessageAsync(AddressedId id, PageForm form, MailPageReader reader, TimeProvider clock, CancellationToken cancel)
    {
        if (await reader.FindAsync(id, cancel) is not { } found) return NotHere(form);
        if (found.Form == AnswerForm.Raw)
        {
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(found.Stored.Raw.Span).AsSpan(0, 16))}\"");
            return TypedResults.Bytes(found.Stored.Raw, "text/plain", entityTag: tag);
        }

        var model = await reader.ReadAsync(found, clock.GetUtcNow(), cancel);
        return new PageForm(found.Form == AnswerForm.Json).Answer<MessagePage>(model, () => MailView.From(model));
    }

    private static IResult NotHere(PageForm form) => form.Problem(
        StatusCodes.Status404NotFound, "No message with this id is here. Perhaps its mail is not imported yet; search finds others by words or author.");
}
