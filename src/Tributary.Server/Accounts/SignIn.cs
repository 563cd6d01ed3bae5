using Tributary.Store;

namespace Tributary.Server;

/// <summary>Who somebody is, by a token or a password.</summary>
public sealed class SignIn(Database database)
{
    private readonly UserQueries users = new(database);
    private readonly TokenQueries tokens = new(database);

    /// <summary>The user of a token; notes once a day that it was used.</summary>
    /// <param name="token">As it was sent.</param>
    /// <param name="at">Now.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Null when there is no such token, or its user may not act.</returns>
    public async Task<User?> FindByTokenAsync(string token, DateTimeOffset at, CancellationToken cancel)
    {
        if (await users.FindByTokenAsync(token, cancel) is not { IsActive: true } user) return null;
        if (await tokens.IsFirstUseAsync(token, at, cancel))
        {
            await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
            await new TokenStore(write).NoteUseAsync(token, at, cancel);
            await write.CommitAsideAsync(cancel);
        }

        return user;
    }

    /// <summary>The user of a name, or of one of his addresses, and password.</summary>
    /// <returns>Null when there is no such user, or it is not his password, or he may not act.</returns>
    public async Task<User?> FindByPasswordAsync(string username, string password, CancellationToken cancel)
    {
        var user = await users.FindByNameAsync(username, cancel) ?? await users.FindByEmailAsync(username, cancel);
        return Passwords.Verify(user, password) && user is { IsActive: true } ? user : null;
    }
}
