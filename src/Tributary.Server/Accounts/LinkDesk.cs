using Microsoft.AspNetCore.Http;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Takes the links of letters. To look at one does not use it up: programs that look through mail follow links too.</summary>
internal sealed class LinkDesk(ConfirmationQueries confirmations, UserQueries users, FailedSignIns failed, Sessions sessions, TimeProvider clock)
{
    /// <summary>What a link is for.</summary>
    public async Task<LinkOutcome> FindAsync(HttpContext context, string? key, ConfirmationPurpose purpose, CancellationToken cancel)
    {
        if (failed.WaitForSecret(context) is not null) return new LinkOutcome.TooOften();
        if (key is { Length: > 0 } && await confirmations.FindAsync(key, purpose, clock.GetUtcNow(), cancel) is { } found) return new LinkOutcome.Found(found);
        failed.NoteSecret(context);
        return new LinkOutcome.None();
    }

    /// <summary>Signs in who followed a link, and leads on.</summary>
    public async Task<IResult> EnterAsync(HttpContext context, long id, string address, string notice, CancellationToken cancel)
    {
        if (await users.FindAsync(id, cancel) is { IsActive: true } user) await sessions.BeginAsync(context, user, cancel);
        return Back.To(address, notice);
    }

    /// <summary>Says that a link is none.</summary>
    public static IResult Refuse(HttpContext context, LinkOutcome outcome) => outcome is LinkOutcome.TooOften
        ? PageForm.Of(context).Problem(StatusCodes.Status429TooManyRequests, "Too many links were tried that are none: wait ten minutes, and try again.")
        : PageForm.Of(context).Problem(StatusCodes.Status404NotFound, "This link was used, or is too old: ask for another letter.");
}

/// <summary>What a link is.</summary>
internal abstract record LinkOutcome
{
    private LinkOutcome()
    {
    }

    /// <summary>It serves.</summary>
    /// <param name="Confirmation">What it is for.</param>
    public sealed record Found(Confirmation Confirmation) : LinkOutcome;

    /// <summary>It is none, or was used, or is too old.</summary>
    public sealed record None : LinkOutcome;

    /// <summary>Too many were tried that are none.</summary>
    public sealed record TooOften : LinkOutcome;
}
