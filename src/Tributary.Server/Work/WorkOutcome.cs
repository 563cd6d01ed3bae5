namespace Tributary.Server;

/// <summary>How a change that somebody asked for ended.</summary>
public abstract record WorkOutcome
{
    private WorkOutcome()
    {
    }

    /// <summary>It is done, or stood already.</summary>
    /// <param name="Id">The number of what was changed or made.</param>
    public sealed record Done(long Id) : WorkOutcome;

    /// <summary>He who asked may not do it. Nothing has changed.</summary>
    /// <param name="Sentence">Why, for people.</param>
    public sealed record Refused(string Sentence) : WorkOutcome;

    /// <summary>There is no such thing, or none that he who asked may see.</summary>
    public sealed record NotFound : WorkOutcome;

    /// <summary>A value cannot be taken. Nothing has changed.</summary>
    /// <param name="Field">The field, as on the wire: <c>delegate</c>, <c>commit_ref</c>.</param>
    /// <param name="Sentence">What is wrong with it.</param>
    public sealed record Invalid(string Field, string Sentence) : WorkOutcome;

    /// <summary>It contradicts what stands. Nothing has changed.</summary>
    /// <param name="Sentence">What is in the way.</param>
    public sealed record Conflict(string Sentence) : WorkOutcome;
}
