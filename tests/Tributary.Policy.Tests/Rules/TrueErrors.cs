using System.Security.Cryptography;
using System.Text;
using Tributary.Mail;

namespace Tributary.Policy.Tests;

/// <summary>
/// The errors in series that maintainers took all the same, each looked at and found true: true-errors.txt, a line each of rule, digest of the
/// message's id, and reason.
/// </summary>
internal static class TrueErrors
{
    private const int Digits = 16;

    /// <summary>Rule and digest of each.</summary>
    public static HashSet<(string Rule, string Digest)> Read()
    {
        var file = Path.Combine(Path.GetDirectoryName(RulePage.Folder)!, "..", "tests", "Tributary.Policy.Tests", "Rules", "true-errors.txt");
        return [.. File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ', 3)).Select(parts => (parts[0], parts[1]))];
    }

    /// <summary>The digest by which a message is named there.</summary>
    public static string Digest(MessageId id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id.Value)))[..Digits];
}
