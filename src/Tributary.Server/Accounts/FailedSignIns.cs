using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace Tributary.Server;

/// <summary>
/// Slows down guessing of passwords and tokens, on pages and in the API alike. Only failures count: those of one name from one network, of one name from
/// anywhere, and of one network.
/// </summary>
internal sealed class FailedSignIns(Attempts attempts)
{
    /// <summary>How long one has to wait before the next password; null: one may try.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">The name that is given.</param>
    public TimeSpan? WaitForPassword(HttpContext context, string name) =>
        KeysOf(context, name).Select(one => attempts.WaitFor(one.Rule, one.Key)).Max();

    /// <summary>Counts a wrong password.</summary>
    public void NotePassword(HttpContext context, string name)
    {
        foreach (var (rule, key) in KeysOf(context, name)) attempts.Note(rule, key);
    }

    /// <summary>How long one has to wait before the next token or link; null: one may try.</summary>
    public TimeSpan? WaitForSecret(HttpContext context) => attempts.WaitFor(AttemptRule.Secret, Attempts.NetworkOf(context));

    /// <summary>Counts a token or link that is none.</summary>
    public void NoteSecret(HttpContext context) => attempts.Note(AttemptRule.Secret, Attempts.NetworkOf(context));

    private static ImmutableArray<(AttemptRule Rule, string Key)> KeysOf(HttpContext context, string name)
    {
        var network = Attempts.NetworkOf(context);
        return [(AttemptRule.Pair, $"{network} {name}"), (AttemptRule.Account, name), (AttemptRule.Origin, network)];
    }
}
