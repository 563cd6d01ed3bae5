using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>
/// Answers programs that ask for a page again and again: 304 (RFC 9110, 15.4.5) without making it, as long as nobody has changed anything since. The tag is the
/// number of the last change anywhere; of a page for people also what its head says, and the time to some minutes, for pages tell how long ago something was.
/// </summary>
internal sealed class PolledPages(Database database, SiteStatus status, TimeProvider clock)
{
    private static readonly TimeSpan AgesHoldFor = TimeSpan.FromMinutes(5);
    private static readonly string Program = typeof(PolledPages).Module.ModuleVersionId.ToString("N")[..12];

    /// <summary>Marks an endpoint whose answer is a function of its address and of what the number of changes counts: mail and decisions.</summary>
    public static void Mark(IEndpointConventionBuilder endpoint) => endpoint.WithMetadata(Marked.Instance);

    /// <summary>Compares before the handler runs, and tags what it answers.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // The pages of those who signed in are made for them: their forms bear tokens, and what they may do changes without a mail.
        if (context.GetEndpoint()?.Metadata.GetMetadata<Marked>() is null || Visitor.Of(context).User is not null || Notices.IsWaiting(context))
        {
            await next(context);
            return;
        }

        // The number is read before the page is made: should something change meanwhile, the tag is too old and not too new.
        var tag = await TagAsync(JsonTwin.IsAskedFor(context), context.RequestAborted);
        if (Holds(context.Request.Headers.IfNoneMatch, tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            context.Response.Headers.ETag = tag;
            return;
        }

        context.Response.OnStarting(() =>
        {
            // What answers with a tag of its own keeps it: raw mails never change.
            if (context.Response.StatusCode == StatusCodes.Status200OK && StringValues.IsNullOrEmpty(context.Response.Headers.ETag)) context.Response.Headers.ETag = tag;
            return Task.CompletedTask;
        });
        await next(context);
    }

    private async Task<string> TagAsync(bool isJson, CancellationToken cancel)
    {
        var change = Addresses.Number(await database.ReadGenerationAsync(cancel));
        if (isJson) return $"W/\"{Program}-{change}\"";
        var head = SHA256.HashData(Encoding.UTF8.GetBytes($"{status.Importing}\n{status.SearchBehind}"));
        return $"W/\"{Program}-{change}-{Addresses.Number(clock.GetUtcNow().Ticks / AgesHoldFor.Ticks)}-{Convert.ToHexStringLower(head.AsSpan(0, 4))}\"";
    }

    private static bool Holds(StringValues asked, string tag) =>
        EntityTagHeaderValue.TryParseList(asked, out var tags) && tags.Any(one => one.ToString() == tag);

    private sealed class Marked
    {
        public static Marked Instance { get; } = new();
    }
}
