using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What the API is made of.</summary>
internal static class ApiServices
{
    /// <summary>True for the addresses of the API.</summary>
    public static bool IsApi(PathString path) => path.StartsWithSegments(ApiRouter.Root, StringComparison.Ordinal);

    extension(IServiceCollection services)
    {
        /// <summary>Adds the API and the queries it asks.</summary>
        public void AddApi()
        {
            services.AddSingleton<PatchQueries>();
            services.AddSingleton<CoverQueries>();
            services.AddSingleton<SeriesApiQueries>();
            services.AddSingleton<CommentQueries>();
            services.AddSingleton<CheckQueries>();
            services.AddSingleton<EventQueries>();
            services.AddSingleton<PersonQueries>();
            services.AddSingleton<UserListQueries>();
            services.AddSingleton<BundleQueries>();
            services.AddSingleton<ApiSignIn>();
            services.AddSingleton<ApiRouter>();
            services.AddSingleton<ApiEndpoint>();
            services.AddSingleton<IApiResource, IndexResource>();
            services.AddSingleton<IApiResource, ProjectResource>();
            services.AddSingleton<IApiResource, PersonResource>();
            services.AddSingleton<IApiResource, UserResource>();
            services.AddSingleton<IApiResource, EventResource>();
            services.AddSingleton<IApiResource, BundleResource>();
            services.AddPatchApi();
            services.AddXmlRpc();
        }
    }

    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/api</c> and everything under it.</summary>
        public void MapApi()
        {
            var api = app.ServiceProvider.GetRequiredService<ApiEndpoint>();
            app.Map(ApiRouter.Root + "/{**path}", (RequestDelegate)api.AnswerAsync);
        }
    }
}
