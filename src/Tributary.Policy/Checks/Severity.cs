namespace Tributary.Policy;

/// <summary>How grave a finding is. The numbers are stored.</summary>
public enum Severity
{
    /// <summary>A hint: good to know, nothing to be held up for.</summary>
    Advice = 0,

    /// <summary>A maintainer will probably ask for it.</summary>
    Warning = 1,

    /// <summary>The handbook says "must" or "never": the series would be sent back.</summary>
    Error = 2,
}
