namespace Tributary.Policy;

/// <summary>A rule of the handbook. It reads and never fetches: what git, MAINTAINERS or the queue know comes as <see cref="Facts"/>.</summary>
public interface IRule
{
    /// <summary>Its id, clause, severity and title.</summary>
    RuleInfo Info { get; }
}
