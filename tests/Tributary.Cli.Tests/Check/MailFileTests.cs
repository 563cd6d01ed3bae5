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
    public void File_WhenReplaced_ThenNothingBesideItIsTouched()
    {
        var file = Path.Combine(folder.FullName, "0001-a.patch");
        File.WriteAllText(file, "before\n");
        File.WriteAllText(file + ".new", "another's\n");

        MailFile.Replace(file, "after\n"u8);

        File.ReadAllText(file).ShouldBe("after\n");
        File.ReadAllText(file + ".new").ShouldBe("another's\n");
        folder.GetFiles().Length.ShouldBe(2);
    }

    [Fact]
    public void File_WhenItCannotBeReplaced_ThenItIsAsItWas()
    {
        // No name beside it is short enough for the new one: no rights are needed to make it so.
        var file = Path.Combine(folder.FullName, new string('a', 250));
        File.WriteAllText(file, "before\n");

        Should.Throw<Exception>(() => MailFile.Replace(file, "after\n"u8.ToArray()));

        File.ReadAllText(file).ShouldBe("before\n");
    }
}
