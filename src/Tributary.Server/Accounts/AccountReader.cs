using Tributary.Store;

namespace Tributary.Server;

/// <summary>Gathers what somebody sees of his own account.</summary>
internal sealed class AccountReader(SessionQueries sessions, TokenQueries tokens, ProjectQueries projects)
{
    /// <summary>Reads it.</summary>
    /// <param name="visitor">Who asks, signed in.</param>
    /// <param name="newToken">A token that was just made, or null.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<AccountModel> ReadAsync(Visitor visitor, string? newToken, CancellationToken cancel) => new()
    {
        User = visitor.User!, Session = visitor.Session!.Id, Now = visitor.At, NewToken = newToken,
        Sessions = [.. await sessions.ListAsync(visitor.User!.Id, visitor.At, cancel)],
        Tokens = [.. await tokens.ListAsync(visitor.User.Id, cancel)],
        Maintains = [.. (await projects.ListAsync(cancel)).Where(project => visitor.User.Maintains.Contains(project.Id)).Select(project => project.Name)],
    };
}
