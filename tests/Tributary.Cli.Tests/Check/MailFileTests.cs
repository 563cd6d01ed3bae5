namespace Tributary.Cli.Tests;

public sealed class MailFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tributary-mail-file-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void File_WhenReplaced_ThenALinkToItAndItsModeStay()
    {
        var file = Path.Combine(folder.FullName, "0001-a.patch");
        var link = Path.Combine(folder.FullName, "latest");
        File.WriteAllText(file, "before, and longer\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(link, "0001-a.patch");

        MailFile.Replace(link, "after\n"u8);

        File.ReadAllText(file).ShouldBe("after\n");
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        new FileInfo(link).LinkTarget.ShouldBe("0001-a.patch");
        folder.GetFiles().Length.ShouldBe(2);
    }

    [Fact]
    public void File_WhenItCannotBeReplaced_ThenItIsAsItWas()
    {
        var file = Path.Combine(folder.FullName, "0001-a.patch");
        File.WriteAllText(file, "before\n");
        // What stands in the way of the new one: no rights are needed to make it so.
        Directory.CreateDirectory(file + ".new");

        Should.Throw<Exception>(() => MailFile.Replace(file, "after\n"u8.ToArray()));

        File.ReadAllText(file).ShouldBe("before\n");
    }
}
