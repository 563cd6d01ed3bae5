namespace Tributary.Workflow;

/// <summary>A value that is to be set, where none at all means that it stays as it is.</summary>
/// <typeparam name="T">What is set.</typeparam>
/// <param name="Value">The value, which may be nothing.</param>
public readonly record struct Setting<T>(T Value);
