namespace Tributary.Lab;

/// <summary>What a test's result means beside that of the base.</summary>
public enum ResultKind
{
    /// <summary>Nothing to say: it went as on the base, or no failure is in it.</summary>
    Same,

    /// <summary>It fails, and did not on the base.</summary>
    NewFailure,

    /// <summary>It fails on the base too: the series is not why.</summary>
    AlsoOnBase,

    /// <summary>It failed on the base and passes now.</summary>
    Fixed,

    /// <summary>It fails now and then on the base.</summary>
    Flaky,

    /// <summary>It is known to fail, and somebody said why.</summary>
    Known,
}
