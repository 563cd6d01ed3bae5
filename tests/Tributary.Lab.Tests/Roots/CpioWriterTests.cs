using System.Diagnostics;
using System.Text;

namespace Tributary.Lab.Tests;

public sealed class CpioWriterTests
{
    [Fact]
    public void Archive_WhenAFileIsAdded_ThenTheFoldersAboveItComeFirst()
    {
        using var output = new MemoryStream();
        var writer = new CpioWriter(output);
        writer.AddFile("a/b/file", "hello"u8);
        writer.AddLink("a/link", "b/file");
        writer.End();

        Names(output.ToArray()).ShouldBe(["a", "a/b", "a/b/file", "a/link", "TRAILER!!!"]);
    }

    [Fact]
    public void Archive_WhenANameComesTwice_ThenTheFirstStays()
    {
        using var output = new MemoryStream();
        var writer = new CpioWriter(output);
        writer.AddFile("x", "one"u8);
        writer.AddFile("x", "two"u8);
        writer.End();

        Names(output.ToArray()).ShouldBe(["x", "TRAILER!!!"]);
        Encoding.ASCII.GetString(output.ToArray()).ShouldContain("one");
    }

    [Fact]
    public void Archive_WhenCpioReadsIt_ThenItFindsTheSame()
    {
        if (!File.Exists("/usr/bin/cpio") && !File.Exists("/bin/cpio"))
        {
            Console.WriteLine("NOT RUN: cpio is not here");
            return;
        }

        using var output = new MemoryStream();
        var writer = new CpioWriter(output);
        writer.AddFile("etc/odd", "odd!!"u8);
        writer.AddFile("bin/tool", new byte[1000]);
        writer.AddLink("lib64", "lib");
        writer.End();

        Listed(output.ToArray()).ShouldBe("etc\netc/odd\nbin\nbin/tool\nlib64\n");
    }

    private static string Listed(byte[] archive)
    {
        var start = new ProcessStartInfo("cpio", ["-t", "--quiet"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
#pragma warning disable RS0030 // The ban keeps processes of src/ in Tributary.Git; this is the reader that the archive is held against.
        using var cpio = Process.Start(start)!;
#pragma warning restore RS0030
        cpio.StandardInput.BaseStream.Write(archive);
        cpio.StandardInput.Close();
        return cpio.StandardOutput.ReadToEnd();
    }

    // The head has 110 characters; length of the file at 54, of the name at 94.
    private static List<string> Names(byte[] archive)
    {
        var names = new List<string>();
        for (var at = 0; at < archive.Length;)
        {
            var head = Encoding.ASCII.GetString(archive, at, 110);
            head[..6].ShouldBe("070701");
            var (size, name) = (Convert.ToInt32(head.Substring(54, 8), 16), Convert.ToInt32(head.Substring(94, 8), 16));
            names.Add(Encoding.UTF8.GetString(archive, at + 110, name - 1));
            at = Align(at + 110 + name) + Align(size);
        }

        return names;
    }

    private static int Align(int at) => (at + 3) & ~3;
}
