using System.Text;

namespace Tributary.Lab.Tests;

[Trait("Clause", "TST-4")]
public sealed class KernelBannerTests
{
    [Theory]
    [InlineData("6.1.0-56-amd64 (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0) #1 SMP PREEMPT_DYNAMIC Debian 6.1.192-2 (2026-11-16)", "6.1.0-56-amd64", "6.1.192", "6.1.192-2")]
    [InlineData("6.12.0-rc3-00017-gdeadbeef (me@box) (clang version 18) #5 SMP", "6.12.0-rc3-00017-gdeadbeef", "6.12-rc3", null)]
    [InlineData("6.12.9 (me@box) #5 SMP", "6.12.9", "6.12.9", null)]
    [InlineData("6.12.0+ (me@box) #5 SMP", "6.12.0+", "6.12", null)]
    public void Banner_WhenAKernelSaysWhatItIs_ThenTheVersionOfItsSourceIsKnown(string text, string release, string version, string? package) =>
        KernelBanner.Parse(text).ShouldBe(new KernelBanner(release, version, package));

    [Theory]
    [InlineData("")]
    [InlineData("%s (%s)")]
    [InlineData("6")]
    [InlineData("...")]
    public void Banner_WhenThereIsNoRelease_ThenThereIsNone(string text) => KernelBanner.Parse(text).ShouldBeNull();

    [Fact]
    public void Image_WhenAFormatStandsBeforeTheBanner_ThenTheBannerIsFound() =>
        KernelBanner.Find(Encoding.ASCII.GetBytes("\0Linux version %s (%s)\n\0\0Linux version 6.9.1 (a@b) #1\n\0"))!.Version.ShouldBe("6.9.1");

    [Fact]
    public void Image_WhenAnyBytesAreGiven_ThenItNeverThrows()
    {
        var random = new Random(4);
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = new byte[random.Next(2_000)];
            random.NextBytes(bytes);
            if (bytes.Length > 0x206) "HdrS"u8.CopyTo(bytes.AsSpan(0x202));
            KernelBanner.Find(bytes);
        }
    }

    [Theory]
    [InlineData("VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 192\nEXTRAVERSION =\nNAME = Curry Ramen\n", "6.1.192")]
    [InlineData("# SPDX\nVERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 0\nEXTRAVERSION = -rc3\n", "6.12-rc3")]
    [InlineData("all:\n\techo\n", null)]
    public void Tree_WhenItsMakefileSaysAVersion_ThenItIsThatOfAKernelBuiltOfIt(string makefile, string? version)
    {
        var folder = Directory.CreateTempSubdirectory("tributary-lab-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "Makefile"), makefile);

            SourceTree.VersionOf(folder.FullName).ShouldBe(version);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
