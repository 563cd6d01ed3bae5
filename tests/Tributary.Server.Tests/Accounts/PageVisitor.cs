using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Tributary.Server.Tests;

/// <summary>Somebody with a browser: keeps cookies, fills in the forms of pages and sends them as a browser does. Follows no redirects by itself.</summary>
internal sealed class PageVisitor : IDisposable
{
    private readonly HttpClientHandler handler = new() { AllowAutoRedirect = false, CookieContainer = new() };
    private readonly HttpClient client;

    public PageVisitor(string site)
    {
        client = new(handler) { BaseAddress = new(site) };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("TestBrowser/1.0");
    }

    /// <summary>The cookies that it holds.</summary>
    public CookieCollection Cookies => handler.CookieContainer.GetCookies(client.BaseAddress!);

    /// <summary>Puts a cookie into it, as somebody who has the browser for a moment does.</summary>
    public void Plant(string name, string value) => handler.CookieContainer.Add(client.BaseAddress!, new Cookie(name, value, "/"));

    /// <summary>Asks.</summary>
    public Task<PageReply> GetAsync(string address) => SendAsync(new(HttpMethod.Get, address));

    /// <summary>A page that must be there.</summary>
    public async Task<IDocument> PageAsync(string address)
    {
        var reply = await GetAsync(address);
        reply.Status.ShouldBe(200, address + " " + reply.Text);
        return reply.Document;
    }

    /// <summary>Opens a page, fills in its form that is sent to an address, and sends it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="action">Where the form is sent.</param>
    /// <param name="fields">What is typed; a field that the form does not have is added; one of null is left out.</param>
    public async Task<PageReply> SubmitAsync(string page, string action, params (string Field, string? Value)[] fields)
    {
        var form = (await PageAsync(page)).QuerySelectorAll("form[method=post]").OfType<IHtmlFormElement>().FirstOrDefault(form => form.GetAttribute("action") == action)
            ?? throw new InvalidOperationException($"{page} has no form for {action}");
        return await PostAsync(action, [.. FieldsOf(form).Where(own => fields.All(typed => typed.Field != own.Field)), .. fields]);
    }

    /// <summary>Sends fields to an address with a token of a form that it has seen, from a page that has one: the form itself need not be there.</summary>
    public async Task<PageReply> PostWithTokenAsync(string action, params (string Field, string? Value)[] fields) =>
        await PostAsync(action, [.. fields, ("form-token", await TokenAsync())]);

    /// <summary>The token of a form of this visitor.</summary>
    public async Task<string> TokenAsync()
    {
        var reply = await GetAsync("/sign-in");
        var page = reply.Status == 200 ? reply.Document : await PageAsync("/search");
        return page.QuerySelector("input[name=form-token]")!.GetAttribute("value")!;
    }

    /// <summary>Sends fields, and nothing else.</summary>
    public Task<PageReply> PostAsync(string action, params (string Field, string? Value)[] fields) => PostAsync(action, [], fields);

    /// <summary>The same with headers.</summary>
    public Task<PageReply> PostAsync(string action, (string Name, string Value)[] headers, params (string Field, string? Value)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, action)
        {
            Content = new FormUrlEncodedContent(fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Field, field.Value!))),
        };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return SendAsync(request);
    }

    /// <summary>Signs in; it must work.</summary>
    public async Task SignInAsync(string name, string password)
    {
        var reply = await SubmitAsync("/sign-in", "/sign-in", ("name", name), ("password", password));
        reply.Status.ShouldBe(303, reply.Text);
    }

    /// <summary>Asks.</summary>
    public async Task<PageReply> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await client.SendAsync(request);
            return new((int)answer.StatusCode, answer.Headers.Location?.OriginalString, await answer.Content.ReadAsStringAsync(), answer.Headers.CacheControl?.ToString() ?? "",
                answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : []);
        }
    }

    public void Dispose()
    {
        client.Dispose();
        handler.Dispose();
    }

    private static IEnumerable<(string Field, string? Value)> FieldsOf(IHtmlFormElement form)
    {
        foreach (var element in form.Elements)
        {
            var sent = element switch
            {
                IHtmlInputElement { Type: "checkbox" or "radio" } box => box.IsChecked ? box.Value : null,
                IHtmlInputElement input => input.Value,
                IHtmlTextAreaElement area => area.Value,
                IHtmlSelectElement { IsMultiple: false } choice => choice.Value,
                _ => null,
            };
            if (element.GetAttribute("name") is { } name && sent is not null) yield return (name, sent);
        }
    }
}

/// <summary>What a server said to a browser.</summary>
internal sealed record PageReply(int Status, string? Location, string Text, string CacheControl, string[] SetCookies)
{
    /// <summary>The text as a page.</summary>
    public IDocument Document => Rendered.Parse(Text);

    /// <summary>The sentence that the page says of what was done, or null.</summary>
    public string? Notice => Document.QuerySelector(".notice")?.TextContent;
}
