using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>The server: pages and their data.</summary>
public static class TributaryServer
{
    /// <summary>Serves until it is told to stop: by <paramref name="cancel"/>, Ctrl-C or SIGTERM. Requests that run are answered.</summary>
    /// <param name="options">Where and what.</param>
    /// <param name="started">Called once with the addresses when it listens.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<ServeOutcome> RunAsync(ServerOptions options, Action<IReadOnlyCollection<string>> started, CancellationToken cancel)
    {
        await using var app = Build(options);
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException failure)
        {
            return new ServeOutcome.CannotListen(failure.Message.TrimEnd('.'));
        }
        catch (Exception failure) when (failure is FormatException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            return new ServeOutcome.CannotListen($"{string.Join(", ", options.Urls)} is no address to listen on: {failure.Message.TrimEnd('.')}");
        }

        started([.. app.Urls]);
        await app.WaitForShutdownAsync(cancel);
        return new ServeOutcome.Stopped();
    }

    /// <summary>The application, not started.</summary>
    /// <param name="options">Where and what.</param>
    internal static WebApplication Build(ServerOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls([.. options.Urls]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // What goes wrong in scheduled work is told by the work; that the database is away, once in a while and in one line (DatabaseAbsence).
        builder.Logging.AddFilter("Quartz", LogLevel.Critical);
        // A server that cannot start is told in one line by the command; the host would add its stack.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.Services.AddRazorComponents();
        builder.Services.AddAccounts(options);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // It warns of each page with a form: that "no-store" stands there in place of our "no-cache" is what we want.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        builder.Services.AddResponseCompression(Compress);
        builder.Services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        builder.Services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        builder.Services.AddSingleton(options.Database);
        builder.Services.AddSingleton(options.Clock);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<SiteStatus>();
        builder.Services.AddSingleton<PolledPages>();
        builder.Services.AddHostedService<BackgroundWork>();
        builder.Services.AddSingleton<ProjectQueries>();
        builder.Services.AddSingleton<ProjectNames>();
        builder.Services.AddSingleton<SeriesQueries>();
        builder.Services.AddSingleton<MessageQueries>();
        builder.Services.AddSingleton<SearchQueries>();
        builder.Services.AddSingleton<QueueExtras>();
        builder.Services.AddSingleton<QueueReader>();
        builder.Services.AddFeedback(options);
        builder.Services.AddWindow(options);
        builder.Services.AddStatus(options);
        builder.Services.AddWork();
        builder.Services.AddSingleton<SeriesExtras>();
        builder.Services.AddSingleton<SeriesReader>();
        builder.Services.AddSingleton<MailShelf>();
        builder.Services.AddSingleton<MailPageReader>();
        builder.Services.AddSingleton<SearchReader>();
        builder.Services.AddPatchwork();
        builder.Services.AddArchive();
        builder.Services.AddApi();
        builder.Services.AddVerdicts();
        builder.Services.AddSingleton<RouteReader>();
        builder.Services.AddSingleton<RangeDiffReader>();
        builder.Services.AddOutbox();
        builder.Services.AddNotices();
        builder.Services.AddWebhooks();
        builder.Services.AddEventStream();
        builder.Services.AddNodes();
        builder.Services.AddTrees(options);
        builder.Services.AddLab(options);
        builder.Services.AddStable(options);
        Scheduler.Add(builder.Services, options.Database);
        var app = builder.Build();
        Map(app);
        return app;
    }

    private static void Map(WebApplication app)
    {
        Front.Use(app);
        app.Use(SecurityHeaders.InvokeAsync);
        app.UseResponseCompression();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = Problems.AnswerFailureAsync,
            // That the database is away is told once in a while and in one line, not with the stack of each request.
            SuppressDiagnosticsCallback = context => app.Services.GetRequiredService<DatabaseAbsence>().Note(context.Exception),
        });
        app.UseStatusCodePages(Problems.AnswerStatusAsync);
        app.Use(JsonTwin.InvokeAsync);
        app.UseRouting();
        app.UseAccounts();
        app.Use(app.Services.GetRequiredService<PolledPages>().InvokeAsync);
        StaticFile.Map(app);
        app.MapAccounts();
        app.MapQueue();
        app.MapHandbook();
        app.MapVerdicts();
        app.MapSeries();
        app.MapWork();
        app.MapDelegation();
        app.MapFeedback();
        app.MapStatus();
        app.MapTodo();
        app.MapMessages();
        app.MapSearch();
        app.MapPatchwork();
        app.MapArchive();
        app.MapApi();
        app.MapXmlRpc();
        app.MapNodes();
        app.MapOutbox();
        app.MapLetters();
        app.MapWebhooks();
        app.MapEventStream();
        app.MapTrees();
        app.MapLab();
        app.MapStable();
    }

    // What is secret on a page, the token of a form, is encrypted anew each time, and cookies do not go along with what other sites ask for: so
    // compression over TLS tells nothing.
    private static void Compress(ResponseCompressionOptions compression)
    {
        compression.EnableForHttps = true;
        compression.MimeTypes = ["text/html", "text/css", "text/plain", "application/json", "image/svg+xml"];
    }
}
