using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>The handbook, and what makes each clause real.</summary>
internal static class HandbookEndpoints
{
    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/handbook</c>.</summary>
        public void MapHandbook() => app.MapMethods(Addresses.Handbook, Verbs.Read, ShowAsync);
    }

    private static async Task<IResult> ShowAsync(PageForm form, VerdictQueries verdicts, CancellationToken cancel)
    {
        var clauses = ClauseView.Counted(await verdicts.ListRulesAsync(project: null, cancel));
        return form.Answer<HandbookPage>(clauses, () => new { clauses });
    }
}
