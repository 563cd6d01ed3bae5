using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Tributary.Server;

/// <summary>The answers to what went wrong outside a handler: no such address, another method, a fault.</summary>
internal static class Problems
{
    /// <summary>Answers a status that nothing else gave a body.</summary>
    public static Task AnswerStatusAsync(StatusCodeContext context)
    {
        // The API says all it has to say itself.
        if (ApiServices.IsApi(context.HttpContext.Request.Path)) return Task.CompletedTask;
        var status = context.HttpContext.Response.StatusCode;
        var sentence = status switch
        {
            StatusCodes.Status404NotFound => "There is no page at this address.",
            StatusCodes.Status405MethodNotAllowed => "Nothing can be sent to this address in this way.",
            StatusCodes.Status400BadRequest => "The address holds something that this page cannot take, such as a word where a number belongs.",
            _ => $"The request was answered with status {status}.",
        };
        return AnswerAsync(context.HttpContext, status, sentence);
    }

    /// <summary>Answers a fault; the details are in the log, not on the page. Where the database is away that is no fault of the request: 503, and when to come again.</summary>
    public static Task AnswerFailureAsync(HttpContext context)
    {
        var isAway = context.Features.Get<IExceptionHandlerFeature>()?.Error is { } failure && DatabaseAbsence.Is(failure);
        if (isAway) context.Response.Headers.RetryAfter = Addresses.Number((long)DatabaseAbsence.ComeAgain.TotalSeconds);
        var status = isAway ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;
        if (ApiServices.IsApi(context.Request.Path)) return ApiEndpoint.AnswerFailureAsync(context, status);
        return AnswerAsync(context, status, isAway ? "The database does not answer at the moment. Nothing was changed; try again in a while."
            : "The server could not make this page. Its log says why; try again in a while.");
    }

    private static Task AnswerAsync(HttpContext context, int status, string sentence) =>
        new PageForm(JsonTwin.IsAskedFor(context)).Problem(status, sentence).ExecuteAsync(context);
}
