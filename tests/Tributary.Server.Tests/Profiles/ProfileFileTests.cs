using Tributary.Policy;

namespace Tributary.Server.Tests;

public sealed class ProfileFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tributary-profile-").FullName;

    [Fact]
    public void Name_WhenItIsBuiltIn_ThenThatProfile()
    {
        ProfileFile.Find("bpf-2020")!.Name.ShouldBe("bpf-2020");
        ProfileFile.NameOf("bpf-2020").ShouldBe("bpf-2020");
    }

    [Fact]
    public void Name_WhenNobodyHasIt_ThenNull() => ProfileFile.Find("xfs").ShouldBeNull();

    [Fact]
    public void File_WhenItIsACopyOfABuiltIn_ThenItIsReadAndRememberedByItsPath()
    {
        var file = Path.Combine(folder, "mine.yaml");
        using (var text = typeof(BuiltInProfiles).Assembly.GetManifestResourceStream("profiles/iproute2")!)
        using (var copy = File.Create(file))
            text.CopyTo(copy);

        ProfileFile.Find(file)!.Name.ShouldBe("iproute2");
        ProfileFile.NameOf(file).ShouldBe(file);
    }

    [Fact]
    public void File_WhenItIsWrong_ThenTheLineIsTold()
    {
        var file = Path.Combine(folder, "mine.yaml");
        File.WriteAllText(file, "name: mine\ntitle: Mine\nrevision: today\nproject: { name: mine }\ncolour: blue\n");

        Should.Throw<ProfileException>(() => ProfileFile.Find(file)).Message.ShouldBe($"{file}:5: the profile has no \"colour\"");
    }

    [Fact]
    public void File_WhenItIsMissing_ThenThatIsTold() =>
        Should.Throw<ProfileException>(() => ProfileFile.Find(Path.Combine(folder, "none.yaml"))).Message.ShouldContain("check the path");

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
