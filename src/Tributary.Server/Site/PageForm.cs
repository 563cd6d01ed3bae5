using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Tributary.Server;

/// <summary>How a page is answered: as HTML, or as its JSON twin. Handlers take it as a parameter.</summary>
/// <param name="IsJson">The data is asked for.</param>
internal sealed record PageForm(bool IsJson)
{
    /// <summary>Binds it for a handler.</summary>
    public static ValueTask<PageForm> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(Of(context));

    /// <summary>The form that a request asks for.</summary>
    public static PageForm Of(HttpContext context) => new(JsonTwin.IsAskedFor(context));

    /// <summary>The page of a model, or its data.</summary>
    /// <typeparam name="TPage">A component with the parameter <c>Model</c>.</typeparam>
    /// <param name="model">What the page shows.</param>
    /// <param name="view">Makes the data of it.</param>
    /// <param name="status">The HTTP status: of a form that is shown again, what was wrong with it.</param>
    public IResult Answer<TPage>(object model, Func<object> view, int status = StatusCodes.Status200OK) where TPage : IComponent =>
        IsJson ? Json(view(), status) : Page<TPage>(new() { ["Model"] = model }, status);

    /// <summary>A page or JSON that says in one sentence what was wrong and what to do.</summary>
    public IResult Problem(int status, string sentence) => IsJson
        ? Json(new ProblemView(sentence), status)
        : Page<ProblemPage>(new() { ["Status"] = status, ["Sentence"] = sentence }, status);

    private static JsonHttpResult<object> Json(object view, int status = StatusCodes.Status200OK) => TypedResults.Json(view, ViewJson.Options, statusCode: status);

    private static RazorComponentResult<TPage> Page<TPage>(Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK) where TPage : IComponent =>
        new(parameters) { StatusCode = status, PreventStreamingRendering = true, ContentType = "text/html; charset=utf-8" };
}
