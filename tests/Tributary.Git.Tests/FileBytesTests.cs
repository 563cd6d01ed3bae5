using Tributary.Workflow;

namespace Tributary.Git.Tests;

public sealed class FileBytesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tributary-bytes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void File_WhenItIsRead_ThenItIsWhatDotNetReads()
    {
        var file = Path.Combine(_folder, "\u00e9.patch");
        foreach (var length in new[] { 0, 1, 100_000 })
        {
            File.WriteAllBytes(file, [.. Enumerable.Range(0, length).Select(static one => (byte)one)]);
            FileBytes.Read(file).ShouldBe(File.ReadAllBytes(file));
        }

        FileBytes.Read("/proc/self/status").ShouldNotBeEmpty();
        Should.Throw<FileNotFoundException>(() => FileBytes.Read(Path.Combine(_folder, "none")));
        Should.Throw<UnauthorizedAccessException>(() => FileBytes.Read(_folder));
    }

    [Fact]
    public void Diff_WhenThereIsNoRepository_ThenNoneIsFound() => CommitDiffs.FindOne(_folder, CommitId.Parse(new string('a', 40))).ShouldBeNull();
}
