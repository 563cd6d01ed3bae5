using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>A request to the API: what is asked, by whom, in which version.</summary>
internal sealed class ApiRequest
{
    private readonly ImmutableDictionary<string, string> _values;

    /// <summary>The request that an address led to.</summary>
    public ApiRequest(HttpContext http, ApiTarget.Found target, ApiAddresses addresses)
    {
        (Http, Route, Addresses, _values) = (http, target.Route, addresses, target.Values);
        Version = target.Version ?? ApiVersions.Newest;
        Filters = new(this);
    }

    /// <summary>The request as the server has it.</summary>
    public HttpContext Http { get; }

    /// <summary>Where it led.</summary>
    public ApiRoute Route { get; }

    /// <summary>The version that counts.</summary>
    public ApiVersion Version { get; }

    /// <summary>The addresses in its answer.</summary>
    public ApiAddresses Addresses { get; }

    /// <summary>Who asks; null: nobody who is known.</summary>
    public User? User { get; init; }

    /// <summary>The projects as they are now.</summary>
    public ProjectCatalog Projects { get; init; } = ProjectCatalog.Empty;

    /// <summary>What its query narrows a list to.</summary>
    public FilterReader Filters { get; }

    /// <summary>Who asks, for what he changes.</summary>
    public WorkActor Actor => new(User, Door.Api, Http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());

    /// <summary>A word of the path.</summary>
    /// <param name="name">Its place, e.g. <c>key</c>.</param>
    public string Word(string name) => _values[name];

    /// <summary>A number of the path; one that nothing has where it is too large.</summary>
    /// <param name="name">Its place, e.g. <c>id</c>.</param>
    public long Number(string name) => long.TryParse(_values[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    /// <summary>Reads the body and answers with what is made of it; a body that cannot be read is answered here.</summary>
    /// <param name="isPartial">True for PATCH: what is not there stays as it is.</param>
    /// <param name="answer">Takes the fields.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<ApiAnswer> WithBodyAsync(bool isPartial, Func<BodyReader, Task<ApiAnswer>> answer, CancellationToken cancel) =>
        await BodyReading.ReadAsync(Http.Request, isPartial, cancel) switch
        {
            BodyReading.Read read => await answer(read.Body),
            BodyReading.Unreadable unreadable => unreadable.Answer,
            _ => throw new UnreachableException(),
        };

    /// <summary>Answers with a page of a list: reads <c>page</c>, <c>per_page</c> and <c>order</c>.</summary>
    /// <param name="shape">The shape of a row.</param>
    /// <param name="orderFields">What the list can be ordered by.</param>
    /// <param name="list">Reads a page.</param>
    public async Task<ApiAnswer> ListAsync<T>(ApiShape<T> shape, ImmutableArray<string> orderFields, Func<ListPage, Task<Listed<T>>> list) where T : class
    {
        if (PageNumber.Read(Http.Request.Query["page"]) is not { } number) return ApiAnswer.InvalidPage;
        var page = new ListPage { Size = PageNumber.ReadSize(Http.Request.Query["per_page"]), Order = ListOrder.Parse(Http.Request.Query["order"], orderFields) };
        if (Filters.IsImpossible) list = _ => Task.FromResult(new Listed<T>([], 0));
        if (number.IsLast) number = new(PageNumber.LastOf((await list(page)).Total, page.Size));
        page = page with { Number = number.Value };
        var listed = await list(page);
        var last = PageNumber.LastOf(listed.Total, page.Size);
        if (page.Number > last) return ApiAnswer.InvalidPage;
        return new(StatusCodes.Status200OK, writer => writer.List(shape, listed.Rows)) { Link = PageLinks.Of(Addresses, Http.Request, page.Number, last) };
    }
}
