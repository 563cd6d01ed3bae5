using Microsoft.AspNetCore.Http;

namespace Tributary.Server;

/// <summary>How a sign-in by a page ended.</summary>
internal enum SignInOutcome
{
    /// <summary>He is signed in.</summary>
    Done = 0,

    /// <summary>No such user, or not his password, or he may not act: which of these is not said.</summary>
    Wrong = 1,

    /// <summary>He was wrong too often and has to wait.</summary>
    TooOften = 2,
}

/// <summary>Signs people in by name and password.</summary>
internal sealed class SignInDesk(SignIn signIn, FailedSignIns failed, Sessions sessions)
{
    /// <summary>Tries.</summary>
    public async Task<SignInOutcome> TryAsync(HttpContext context, string name, string password, CancellationToken cancel)
    {
        if (failed.WaitForPassword(context, name) is not null) return SignInOutcome.TooOften;
        if (await signIn.FindByPasswordAsync(name, password, cancel) is not { } user)
        {
            failed.NotePassword(context, name);
            return SignInOutcome.Wrong;
        }

        await sessions.BeginAsync(context, user, cancel);
        return SignInOutcome.Done;
    }
}
