using Tributary.Store;

namespace Tributary.Server;

/// <summary>
/// Accounts that the program makes for itself: the one by which it says what its checks found, and those of a profile's delegates. They have no password and no token, and
/// an address that nobody can have (RFC 2606, 2), so nobody signs in as one of them until an administrator gives it an address of somebody.
/// </summary>
public static class OwnAccounts
{
    /// <summary>What the account is called that the installation uses for itself.</summary>
    public const string Installation = "tributary";

    /// <summary>What the account is called that speaks for the lab.</summary>
    public const string Lab = "tributary-lab";

    /// <summary>The account that the installation uses for itself; made when it is not there. It may not act by any door.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="now">When it is made.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Its number.</returns>
    public static Task<long> GetInstallationAsync(WriteTransaction write, DateTimeOffset now, CancellationToken cancel) => GetAsync(write, Installation, now, cancel);

    /// <summary>The account by which machines in the lab say how tests went; made when it is not there. It may not act by any door.</summary>
    public static Task<long> GetLabAsync(WriteTransaction write, DateTimeOffset now, CancellationToken cancel) => GetAsync(write, Lab, now, cancel);

    private static async Task<long> GetAsync(WriteTransaction write, string name, DateTimeOffset now, CancellationToken cancel)
    {
        var store = new UserStore(write);
        var address = AddressOf(name);
        if (await store.FindByAddressAsync(address, cancel) is { } there) return there.Id;
        var id = await store.TakeIdAsync(cancel);
        var user = new User { Id = id, Username = name, Email = address, IsActive = false, CreatedAt = now };
        // Somebody may have been called so before: then it bears its number too.
        if (await store.FindClashAsync(user, cancel) is not null) user = user with { Username = $"{name}-{id}" };
        await store.AddAsync(user, cancel);
        return id;
    }

    /// <summary>The address of an account that is nobody's.</summary>
    public static string AddressOf(string username) => $"{username.ToLowerInvariant()}@account.invalid";
}
