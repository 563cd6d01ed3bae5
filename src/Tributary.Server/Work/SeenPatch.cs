using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// How a patch stands, as one word that an answer of the API bears in its ETag, so that a client may ask for a change only while it stands so (If-Match, RFC 9110, 13.1.1).
/// </summary>
public static class SeenPatch
{
    /// <summary>Of what the API shows.</summary>
    public static string Of(PatchListed patch) => Of(patch.State, patch.Delegate, patch.IsArchived, patch.CommitRef, patch.PullUrl);

    /// <summary>Of a patch as it stands now.</summary>
    public static string Of(PatchAtWork patch) => Of(patch.State, patch.Delegate, patch.IsArchived, patch.CommitRef, patch.PullUrl);

    /// <summary>In words, for one who has seen it otherwise.</summary>
    public static string Tell(PatchAtWork patch) =>
        patch.State.Title + (patch.Delegate is null ? ", nobody's" : $", {patch.Delegate}'s") + (patch.IsArchived ? ", in the archive" : "") + (patch.CommitRef is { Length: > 0 } commit ? $", commit {commit}" : "");

    /// <summary>The words under which a request wants its change; null where it sets no condition, or one that whatever is there meets.</summary>
    internal static IReadOnlyList<string>? ReadCondition(HttpRequest request)
    {
        var asked = request.Headers.IfMatch;
        if (asked.Count == 0) return null;
        if (!EntityTagHeaderValue.TryParseList(asked, out var tags)) return [];
        return tags.Contains(EntityTagHeaderValue.Any) ? null : [.. tags.Where(static tag => !tag.IsWeak).Select(static tag => tag.Tag.Value!.Trim('"'))];
    }

    private static string Of(PatchState state, string? to, bool isArchived, string? commit, string? pull) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{state.Slug}\n{to}\n{isArchived}\n{commit}\n{pull}")).AsSpan(0, 8));
}
