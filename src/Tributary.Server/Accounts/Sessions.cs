using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>
/// Sessions of browsers. The cookie names a row of the database and nothing else: a session that was ended, or whose user was disabled, is refused by the next
/// request on whatever node.
/// </summary>
internal sealed class Sessions(Database database, TimeProvider clock)
{
    /// <summary>The name of the cookie.</summary>
    public const string CookieName = "tributary-session";

    private const int SecretLength = 64;

    private static readonly TimeSpan NotedEvery = TimeSpan.FromMinutes(10);

    private readonly SessionQueries sessions = new(database);

    /// <summary>Finds out who asks, before anything else is done for him. The API is asked by programs, which sign each request.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!ApiServices.IsApi(context.Request.Path) && !context.Request.Path.StartsWithSegments("/static", StringComparison.Ordinal))
        {
            var visitor = await FindAsync(context, context.RequestAborted);
            context.Features.Set(visitor);
            context.Response.Headers.Append("Vary", "Cookie");
            if (visitor is { User: { } user, Session: { } session })
            {
                context.Response.Headers.CacheControl = "private, no-cache";
                // What the token of a form is bound to: this session of this user.
                context.User = new(new ClaimsIdentity([new("sub", $"{Addresses.Number(user.Id)}/{Addresses.Number(session.Id)}")], "session"));
            }
        }

        await next(context);
    }

    /// <summary>Signs somebody in: under a new secret always, so that one which somebody else knew or planted is worth nothing.</summary>
    public async Task BeginAsync(HttpContext context, User user, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        var store = new SessionStore(write);
        if (SecretOf(context) is { } old) await store.EndAsync(old, cancel);
        var secret = await store.BeginAsync(user.Id, OriginOf(context), context.Request.Headers.UserAgent.ToString(), clock.GetUtcNow(), cancel);
        await write.CommitAsideAsync(cancel);
        SiteCookies.Write(context, CookieName, secret, SessionStore.WholeLife);
    }

    /// <summary>Signs somebody out.</summary>
    public async Task EndAsync(HttpContext context, CancellationToken cancel)
    {
        SiteCookies.Delete(context, CookieName);
        if (SecretOf(context) is not { } secret) return;
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        await new SessionStore(write).EndAsync(secret, cancel);
        await write.CommitAsideAsync(cancel);
    }

    /// <summary>The network address that asks, as people know it.</summary>
    public static string OriginOf(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        IPAddress address => address.ToString(),
    };

    private async Task<Visitor> FindAsync(HttpContext context, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (SecretOf(context) is not { } secret || await sessions.FindAsync(secret, now, cancel) is not ({ } session, { IsActive: true } user)) return new(User: null, Session: null, now);
        if (now - session.UsedAt >= NotedEvery) await NoteUseAsync(session, now, cancel);
        return new(user, session, now);
    }

    private async Task NoteUseAsync(StoredSession session, DateTimeOffset now, CancellationToken cancel)
    {
        try
        {
            await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
            await new SessionStore(write).NoteUseAsync(session.Id, now, cancel);
            await write.CommitAsideAsync(cancel);
        }
        catch (DatabaseException)
        {
            // Somebody else writes for long: the page is read all the same, and the next request notes it.
        }
    }

    // What cannot be ours is not looked for.
    private static string? SecretOf(HttpContext context) =>
        SiteCookies.Read(context, CookieName) is { Length: SecretLength } secret && secret.All(char.IsAsciiHexDigitLower) ? secret : null;
}
