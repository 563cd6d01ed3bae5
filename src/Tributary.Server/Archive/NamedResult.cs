using Microsoft.AspNetCore.Http;

namespace Tributary.Server;

/// <summary>An answer that a browser shows, with the name under which it is saved.</summary>
/// <param name="name">The file's name, of letters, digits, dots, dashes and underscores.</param>
/// <param name="answer">The answer.</param>
internal sealed class NamedResult(string name, IResult answer) : IResult
{
    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.ContentDisposition = $"inline; filename={name}";
        return answer.ExecuteAsync(httpContext);
    }
}
