namespace Tributary.Workflow;

/// <summary>
/// Who may do what: maintainers of the project, the delegate, owners of a touched file and administrators everything; the author may take his own series out of review
/// and bring it back, and no more.
/// </summary>
public static class WorkRules
{
    private const WorkRoles Deciders = WorkRoles.Delegate | WorkRoles.Maintainer | WorkRoles.Administrator | WorkRoles.Owner;

    /// <summary>True for one with these roles.</summary>
    public static bool May(WorkRoles roles, WorkMove move) =>
        (roles & Deciders) != WorkRoles.None || (roles.HasFlag(WorkRoles.Author) && move is WorkMove.Withdraw or WorkMove.BringBack);

    /// <summary>Why a decision is refused; null when it is allowed.</summary>
    /// <param name="roles">What he who asks is to the patch or series.</param>
    /// <param name="standing">How it stands.</param>
    /// <param name="decision">What he asks.</param>
    public static Refusal? Judge(WorkRoles roles, WorkStanding standing, Decision decision)
    {
        if (roles == WorkRoles.None) return new("Only its author, its delegate and the maintainers of the project may change it.");
        foreach (var move in standing.ListMoves(decision))
        {
            if (!May(roles, move)) return new(Explain(move, decision));
        }

        return null;
    }

    /// <summary>True for those who may say whether a reply was dealt with: also he who wrote it, and the author of what it answers (Patchwork).</summary>
    /// <param name="roles">What he is to the patch or series that was answered.</param>
    /// <param name="isCommenter">He wrote the reply.</param>
    public static bool MayMarkComment(WorkRoles roles, bool isCommenter) => isCommenter || roles != WorkRoles.None;

    /// <summary>True for those who may change a project.</summary>
    public static bool MayChangeProject(WorkRoles roles) => (roles & (WorkRoles.Maintainer | WorkRoles.Administrator)) != WorkRoles.None;

    private static string Explain(WorkMove move, Decision decision) => move switch
    {
        WorkMove.SetState => $"Only a maintainer of the project or the delegate may make it {decision.State!.Value.Slug}; its author may take it out of review, and bring back what he took out.",
        WorkMove.Delegate => "Only a maintainer of the project or the delegate may give it to somebody.",
        WorkMove.Archive => "Only a maintainer of the project or the delegate may put it into the archive or take it out.",
        WorkMove.Hold => "Only a maintainer of the project or the delegate may put it on hold or take it off.",
        WorkMove.SetTree => "Only a maintainer of the project or the delegate may say which tree takes it.",
        WorkMove.SetCommit => "Only a maintainer of the project or the delegate may say which commit it became.",
        WorkMove.SetPullUrl => "Only a maintainer of the project or the delegate may say where it is pulled from.",
        WorkMove.Relate => "Only a maintainer of the project or the delegate may say what it is related to.",
        _ => "Only a maintainer of the project or the delegate may do this.",
    };
}

/// <summary>Why something is not allowed.</summary>
/// <param name="Sentence">A sentence for people.</param>
public sealed record Refusal(string Sentence);
