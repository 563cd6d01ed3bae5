using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Tributary.Server;

/// <summary>The answer to a form that did its work, or did not: leads to a page (303), which says so in one line. A reload sends nothing twice.</summary>
internal sealed class Back : IResult
{
    private readonly string address;
    private readonly Notice? notice;

    private Back(string address, Notice? notice) => (this.address, this.notice) = (LocalAddress.Of(address), notice);

    /// <summary>Leads to a page that says what was done.</summary>
    /// <param name="address">A path of this site; anything else leads to the front page.</param>
    /// <param name="sentence">What was done; null says nothing.</param>
    public static Back To(string? address, string? sentence = null) => new(address ?? "/", sentence is null ? null : new(sentence, IsFault: false));

    /// <summary>Leads to a page that says what was done, and offers to undo it.</summary>
    /// <param name="address">A path of this site.</param>
    /// <param name="sentence">What was done.</param>
    /// <param name="change">The number of the change.</param>
    public static Back ToUndo(string? address, string sentence, long change) => new(address ?? "/", new(sentence, IsFault: false, change));

    /// <summary>Leads to a page that says why nothing was done.</summary>
    public static Back WithFault(string? address, string sentence) => new(address ?? "/", new(sentence, IsFault: true));

    /// <summary>Leads to a page that says how a change ended.</summary>
    /// <param name="address">A path of this site.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="done">What to say when it is done.</param>
    public static Back After(string? address, WorkOutcome outcome, string done) => outcome switch
    {
        WorkOutcome.Done => To(address, done),
        WorkOutcome.Refused refused => WithFault(address, refused.Sentence),
        WorkOutcome.Invalid invalid => WithFault(address, $"{invalid.Field}: {invalid.Sentence}"),
        WorkOutcome.Conflict conflict => WithFault(address, conflict.Sentence),
        _ => WithFault(address, "There is no such thing any more."),
    };

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (notice is not null) httpContext.RequestServices.GetRequiredService<Notices>().Leave(httpContext, notice);
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        httpContext.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
