namespace Tributary.Lab.Tests;

public sealed class BuildStampTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tributary-stamp-").FullName;

    public BuildStampTests()
    {
        foreach (var name in (string[])["test_verifier", "vmlinux", "clang"]) File.WriteAllText(At(name), name);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Program_WhenItWasBuiltOfATreeThatStays_ThenTheStampHoldsUntilAnythingIsAnother()
    {
        Stamp(isKept: true).Holds.ShouldBeFalse();

        Stamp(isKept: true).Write();

        Stamp(isKept: true).Holds.ShouldBeTrue();
        foreach (var name in (string[])["test_verifier", "vmlinux", "clang"])
        {
            File.AppendAllText(At(name), "!");
            Stamp(isKept: true).Holds.ShouldBeFalse(name);
            Stamp(isKept: true).Write();
            Stamp(isKept: true).Holds.ShouldBeTrue(name);
        }

        File.Delete(At("test_verifier"));
        Stamp(isKept: true).Holds.ShouldBeFalse();
    }

    [Fact]
    public void Program_WhenItsTreeMayChange_ThenNoStampHolds()
    {
        Stamp(isKept: true).Write();

        Stamp(isKept: false).Holds.ShouldBeFalse();
        Stamp(isKept: true, isForeign: true).Holds.ShouldBeFalse();
    }

    private BuildStamp Stamp(bool isKept, bool isForeign = false) => new(
        new()
        {
            Tree = "/tree", Folder = "tests", Output = _folder, Programs = ["test_verifier"], Vmlinux = At("vmlinux"), Disk = new([_folder], 1), IsKept = isKept, IsForeign = isForeign,
        },
        new(At("clang"), "/none/llc", "/none/strip", Linker: null), "test_verifier");

    private string At(string name) => Path.Combine(_folder, name);
}
