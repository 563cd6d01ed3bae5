using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Tells a listener what happens in a project as it happens (server-sent events, WHATWG HTML 9.2), until he leaves or the server stops.</summary>
internal sealed class EventStream(EventFollower follower, ServerOptions options, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    /// <summary>Answers a request.</summary>
    /// <param name="http">The request; its Last-Event-ID says where the listener was.</param>
    /// <param name="project">The project's number.</param>
    /// <param name="categories">What he wants to hear of; empty: of all.</param>
    public async Task<bool> TryAnswerAsync(HttpContext http, long project, ImmutableArray<EventCategory> categories)
    {
        using var seat = follower.TryJoin(project);
        if (seat is null) return false;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        var position = await FindStartAsync(http, end.Token);
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        // A proxy must pass each event on at once.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await WriteAsync(http.Response, string.Create(CultureInfo.InvariantCulture, $"retry: 3000\nid: {position}\n\n"), end.Token);
            var site = ApiAddresses.Of(http.Request, options.PublicUrl, version: null).Site;
            while (true) position = await TellAsync(http.Response, (project, site, categories), position, end.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
            // He left, or the server stops: he comes again by himself, with the number of the last event that he saw.
            return true;
        }
    }

    private async Task<long> TellAsync(HttpResponse response, (long Project, string Site, ImmutableArray<EventCategory> Categories) what, long position, CancellationToken cancel)
    {
        // Asked for before reading: what comes after the reading completes it.
        var change = follower.Change;
        var (events, projects) = await follower.ReadAsync(what.Project, position, cancel);
        if (events.Count == 0)
        {
            await WaitAsync(response, change, cancel);
            return position;
        }

        var (text, writing) = (new StringBuilder(), new EventWriting(projects, what.Site));
        foreach (var one in events.Where(one => what.Categories.IsEmpty || what.Categories.Contains(one.Category)))
            text.Append(CultureInfo.InvariantCulture, $"id: {one.Id}\nevent: {one.Category.Slug}\ndata: {Encoding.UTF8.GetString(writing.Write(one))}\n\n");
        if (text.Length > 0) await WriteAsync(response, text.ToString(), cancel);
        return events[^1].Id;
    }

    private async Task WaitAsync(HttpResponse response, Task change, CancellationToken cancel)
    {
        while (await Task.WhenAny(change, Task.Delay(Heartbeat, clock, cancel)) != change)
        {
            cancel.ThrowIfCancellationRequested();
            await WriteAsync(response, ": nothing new\n\n", cancel);
        }
    }

    private static async Task WriteAsync(HttpResponse response, string text, CancellationToken cancel)
    {
        await response.WriteAsync(text, cancel);
        await response.Body.FlushAsync(cancel);
    }

    private async Task<long> FindStartAsync(HttpContext http, CancellationToken cancel)
    {
        var seen = (string?)http.Request.Headers["Last-Event-ID"] ?? (string?)http.Request.Query["after"];
        return long.TryParse(seen, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : await follower.FindNewestAsync(cancel);
    }
}
