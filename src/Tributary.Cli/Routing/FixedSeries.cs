using Tributary.Git;
using Tributary.Policy;

namespace Tributary.Cli;

/// <summary>Where the commit is that a series mends: asked of the repository at hand, else of the trees that this installation follows.</summary>
internal static class FixedSeries
{
    /// <summary>Where it is; null where nothing is proven.</summary>
    /// <param name="context">The command.</param>
    /// <param name="repository">The git folder at hand, or null.</param>
    /// <param name="question">The series.</param>
    /// <param name="profile">Whose trees.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<FixedPlace?> FindAsync(CommandContext context, string? repository, RouteQuestion question, Profile profile, CancellationToken cancel)
    {
        if (question.Mends.IsEmpty) return null;
        foreach (var one in repository is not null ? [repository] : Followed(context.TreeFolder))
        {
            try
            {
                if (await MendedCommits.FindAsync(one, question.Mends, profile, cancel) is { } place) return place.TellsOf(question.Facts.Date, TimeProvider.System.GetUtcNow()) ? place : null;
            }
            catch (GitException)
            {
                // It is one sign of many: routing goes without it.
            }
        }

        return null;
    }

    private static string[] Followed(string folder) => Directory.Exists(folder) ? [.. Directory.EnumerateDirectories(folder, "*.git").Order(StringComparer.Ordinal)] : [];
}
