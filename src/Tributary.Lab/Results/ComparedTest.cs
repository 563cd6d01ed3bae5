namespace Tributary.Lab;

/// <summary>A test that has something to tell beside the base.</summary>
/// <param name="Test">Its result.</param>
/// <param name="Kind">What it means.</param>
/// <param name="Says">Why, a sentence.</param>
public sealed record ComparedTest(TestResult Test, ResultKind Kind, string Says);
