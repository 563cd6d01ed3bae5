using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Tributary.Server.Tests;

/// <summary>A page rendered from a model made by hand, without a server.</summary>
internal static class Rendered
{
    /// <summary>The document of a page.</summary>
    public static async Task<IDocument> PageAsync<TPage>(object model) where TPage : IComponent => Parse(await TextAsync<TPage>(new() { ["Model"] = model }));

    /// <summary>The text of a component's markup.</summary>
    public static async Task<string> TextAsync<TComponent>(Dictionary<string, object?> parameters) where TComponent : IComponent
    {
        await using var services = new ServiceCollection().AddSingleton<SiteStatus>().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }

    /// <summary>Markup as a document.</summary>
    public static IDocument Parse(string markup) => new HtmlParser().ParseDocument(markup);
}
