namespace Tributary.Lab;

/// <summary>A machine to be booted.</summary>
/// <param name="Kernel">The kernel's file.</param>
/// <param name="Root">The root's file.</param>
/// <param name="Nonce">The nonce that its markers bear.</param>
/// <param name="Bounds">What it may take.</param>
internal sealed record MachineJob(string Kernel, string Root, string Nonce, MachineBounds Bounds);
