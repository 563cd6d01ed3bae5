using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Tributary.Server;

/// <summary>The header Link of a list (RFC 8288): next and prev where they exist, then first and last.</summary>
internal static class PageLinks
{
    /// <summary>The links of a page.</summary>
    /// <param name="addresses">The site.</param>
    /// <param name="request">Whose query is kept; its keys are sorted, as Django REST framework does.</param>
    /// <param name="number">The page.</param>
    /// <param name="last">The last page.</param>
    public static string Of(ApiAddresses addresses, HttpRequest request, long number, long last)
    {
        var links = new StringBuilder();
        if (number < last) Add(number + 1, "next");
        // The way back to the first page bears no number in Django REST framework.
        if (number > 1) Add(number == 2 ? null : number - 1, "prev");
        Add(1, "first");
        Add(last, "last");
        return links.ToString();

        void Add(long? page, string relation)
        {
            if (links.Length > 0) links.Append(", ");
            links.Append('<').Append(addresses.Absolute(request.Path.ToUriComponent())).Append(Query(request.Query, page)).Append(">; rel=\"").Append(relation).Append('"');
        }
    }

    private static string Query(IQueryCollection asked, long? page)
    {
        var pairs = asked.Where(pair => pair.Key != "page").SelectMany(pair => pair.Value.Select(value => (pair.Key, Value: value ?? ""))).ToList();
        if (page is { } number) pairs.Add(("page", Addresses.Number(number)));
        var query = string.Join('&', pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{WebUtility.UrlEncode(pair.Key)}={WebUtility.UrlEncode(pair.Value)}"));
        return query.Length == 0 ? "" : "?" + query;
    }
}
