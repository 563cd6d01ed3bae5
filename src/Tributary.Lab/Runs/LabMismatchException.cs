namespace Tributary.Lab;

/// <summary>Kernel and selftests are of different versions (TST-4): what fails then says nothing.</summary>
/// <param name="selftests">That of the selftests, or null where their tree says none.</param>
/// <param name="kernel">That of the kernel.</param>
public sealed class LabMismatchException(string? selftests, string kernel)
    : Exception($"the selftests are of {selftests ?? "no version that their tree says"}, the kernel is {kernel}; take those of the same version (TST-4), or go on with --allow-mismatch");
