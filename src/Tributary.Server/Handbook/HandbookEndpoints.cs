using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Tributary.Server;

/// <summary>The handbook, and what makes each clause real.</summary>
internal static class HandbookEndpoints
{
    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/handbook</c>.</summary>
        public void MapHandbook() => app.MapMethods(Addresses.Handbook, Verbs.Read, Show);
    }

    private static IResult Show(PageForm form) => form.Answer<HandbookPage>(ClauseView.All, static () => new { clauses = ClauseView.All });
}
