namespace Tributary.Policy;

/// <summary>Whom the rules give a series to, and why.</summary>
/// <param name="To">The user name; empty: nobody.</param>
/// <param name="Rule">The number of the rule that decided, from 1.</param>
/// <param name="Reason">A sentence that names the rule and what fitted.</param>
public sealed record DelegationDecision(string To, int Rule, string Reason);
