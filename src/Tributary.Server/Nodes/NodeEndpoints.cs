using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Tributary.Server;

/// <summary>How this node and the installation are: for load balancers, for Prometheus, for people.</summary>
internal static class NodeEndpoints
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the checks, the readings and the presence of this node.</summary>
        public void AddNodes()
        {
            services.AddSingleton<NodePresence>();
            services.AddHostedService(static services => services.GetRequiredService<NodePresence>());
            services.AddSingleton<MeterReadings>();
            services.AddHostedService(static services => services.GetRequiredService<MeterReadings>());
            services.AddSingleton<InstallationReader>();
            services.AddSingleton<InstallationMetrics>();
            services.AddSingleton<CloseCallers>();
            services.AddSingleton<DatabaseAbsence>();
            services.AddHealthChecks()
                .AddCheck<DatabaseCheck>("database", HealthStatus.Unhealthy, [], DatabaseCheck.Patience)
                .AddCheck<WriterCheck>("writer");
        }
    }

    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/health/live</c>, <c>/health/ready</c>, <c>/metrics</c> and <c>/installation</c>.</summary>
        public void MapNodes()
        {
            app.MapHealthChecks("/health/live", new() { Predicate = static _ => false, ResponseWriter = static (http, _) => http.Response.WriteAsJsonAsync(new { status = "live" }, ViewJson.Options) });
            app.MapHealthChecks("/health/ready", new() { ResponseWriter = WriteAsync });
            app.MapMethods("/metrics", Verbs.Read, MeasureAsync);
            app.MapMethods("/installation", Verbs.Read, ShowAsync);
        }
    }

    private static Task WriteAsync(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(
        new
        {
            Status = report.Status == HealthStatus.Healthy ? "ready" : "not ready",
            Checks = report.Entries.Select(static entry => new HealthView(entry.Key, entry.Value.Status == HealthStatus.Healthy, entry.Value.Description ?? "")),
        },
        ViewJson.Options);

    private static async Task<IResult> MeasureAsync(HttpContext http, CloseCallers close, InstallationMetrics metrics, CancellationToken cancel) => close.Has(http)
        ? TypedResults.Text(await metrics.WriteAsync(cancel), PrometheusText.ContentType)
        : PageForm.Of(http).Problem(StatusCodes.Status403Forbidden, "Measurements are read on the server's own machine, or from where --metrics-for allows it.");

    private static async Task<IResult> ShowAsync(PageForm form, InstallationReader reader, CancellationToken cancel)
    {
        var model = await reader.ReadAsync(cancel);
        return form.Answer<InstallationPage>(model, () => InstallationView.From(model));
    }
}
