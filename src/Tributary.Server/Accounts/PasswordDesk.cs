using Microsoft.AspNetCore.Http;

namespace Tributary.Server;

/// <summary>Changes passwords for those who know the present one; who guesses it is slowed down like at the sign-in.</summary>
internal sealed class PasswordDesk(PasswordStep step, FailedSignIns failed)
{
    /// <summary>Changes it.</summary>
    public async Task<WorkOutcome> ChangeAsync(HttpContext context, Visitor visitor, string current, string wanted, CancellationToken cancel)
    {
        var name = visitor.User!.Username;
        if (failed.WaitForPassword(context, name) is not null) return new WorkOutcome.Conflict("That was wrong too often: wait a minute, and try again.");
        var outcome = await step.ChangeAsync(visitor, current, wanted, cancel);
        if (outcome is WorkOutcome.Invalid { Field: "current" }) failed.NotePassword(context, name);
        return outcome;
    }
}
