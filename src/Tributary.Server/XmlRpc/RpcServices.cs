using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What the XML-RPC interface is made of.</summary>
internal static class RpcServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the interface.</summary>
        public void AddXmlRpc()
        {
            services.AddSingleton<IRpcMethods, RpcCatalog>();
            services.AddSingleton<IRpcMethods, RpcPatches>();
            services.AddSingleton<IRpcMethods, RpcChecks>();
            services.AddSingleton<RpcEndpoint>();
        }
    }

    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/xmlrpc/</c>, and <c>/project/NAME/pwclientrc/</c>, the settings that lead <c>pwclient</c> to it.</summary>
        public void MapXmlRpc()
        {
            var rpc = app.ServiceProvider.GetRequiredService<RpcEndpoint>();
            app.MapPost(RpcEndpoint.Address, (RequestDelegate)rpc.AnswerAsync).For(EndpointAccess.Programs);
            app.MapMethods(RpcEndpoint.Address, Verbs.Read, rpc.Describe);
            app.MapMethods("/project/{name}/pwclientrc/", Verbs.Read, static async (string name, HttpContext http, ProjectNames names, ServerOptions options) =>
                await names.FindAsync(name, http.RequestAborted) is { } project ? Settings(project.Name, ApiAddresses.Of(http.Request, options.PublicUrl, version: null)) : Results.NotFound());
        }
    }

    // Of the address, pwclient's REST backend makes /api by itself.
    private static IResult Settings(string project, ApiAddresses site) => Results.Text(
        $"""
        # Settings of pwclient for the project {project}: save them as ~/.pwclientrc.
        # To change patches, add the lines username and password, or the line token, with what "trib token" gave you.

        [options]
        default = {project}

        [{project}]
        backend = rest
        url = {site.Absolute(RpcEndpoint.Address)}

        """);
}
