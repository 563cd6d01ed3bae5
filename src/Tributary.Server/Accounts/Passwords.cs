using Microsoft.AspNetCore.Identity;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Passwords as they are kept: hashed by ASP.NET's PasswordHasher (PBKDF2).</summary>
public static class Passwords
{
    /// <summary>The fewest characters of a password that is set.</summary>
    public const int Fewest = 8;

    /// <summary>The most: a longer one would only make the machine work.</summary>
    public const int Most = 1000;

    private static readonly PasswordHasher<User> Hasher = new();

    // What is compared where there is no such user, so that an answer takes as long.
    private static readonly Lazy<string> Decoy = new(() => Hash("nobody's password"));

    // The hasher takes a user for others' sake and never looks at it.
    private static readonly User Nobody = new() { Username = "", Email = "" };

    /// <summary>What is kept of a password.</summary>
    public static string Hash(string password) => Hasher.HashPassword(Nobody, password);

    /// <summary>True when this is the user's password. Takes as long where the user is null or has none.</summary>
    public static bool Verify(User? user, string password)
    {
        if (password.Length > Most) return false;
        var isRight = Hasher.VerifyHashedPassword(Nobody, user?.Password ?? Decoy.Value, password) != PasswordVerificationResult.Failed;
        return isRight && user?.Password is not null;
    }
}
