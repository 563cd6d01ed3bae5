namespace Tributary.Workflow;

/// <summary>When a verdict of the selftests is worth a letter: when it turns. A version of which nothing was said yet passes for good, so that good news of it is none.</summary>
public static class LabFlip
{
    /// <summary>True where it turned.</summary>
    /// <param name="before">True where the run before said that the version makes something worse; null where there was none.</param>
    /// <param name="now">True where this one does.</param>
    public static bool IsTold(bool? before, bool now) => now != (before ?? false);
}
