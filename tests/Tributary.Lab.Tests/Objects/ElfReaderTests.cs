using System.Text;

namespace Tributary.Lab.Tests;

public sealed class ElfReaderTests
{
    private static readonly byte[] Whole = new ElfMaker()
        .Code("xdp", (0x18, 1, 0, 0), (0, 0, 0, 0), (0xc6, 2, 1, 5), (0x95, 0, 0, 0)).Function("prog", "xdp").Section("maps", 1, new byte[16], 3).Symbol("m", "maps", 0, 16, 0x11)
        .Relocations("xdp", (0, 2)).Section(".BTF", 1, [0x9f, 0xeb, 1, 0, 24, 0, 0, 0, 0, 0, 0, 0, 12, 0, 0, 0, 12, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 4, 4, 0, 0, 0, 0, (byte)'a', 0, 0])
        .Text("license", "GPL").Make();

    [Fact]
    public void Read_WhenTheFileIsNone_ThenItSaysWhy()
    {
        Why([]).ShouldBe("it is empty");
        Why(Encoding.ASCII.GetBytes("int main(void);")).ShouldBe("it is no ELF object file");
        Why(Encoding.ASCII.GetBytes("!<arch>\nx.o/")).ShouldContain("archive");
        Why([(byte)'B', (byte)'C', 0xc0, 0xde, 0]).ShouldContain("bitcode");
        Why(Whole[..40]).ShouldContain("ends within the ELF header");
        Why(Whole[..^1]).ShouldContain("beyond the end");
    }

    [Fact]
    public void Read_WhenTheFileIsCutAnywhere_ThenItNeverThrows()
    {
        for (var length = 0; length <= Whole.Length; length++) Look(Whole[..length]);
    }

    [Fact]
    public void Read_WhenBytesAreChanged_ThenItNeverThrows() => Mutate([Whole], 20_000);

    [Fact]
    [Trait("Speed", "all")]
    public void Read_WhenBytesOfRealObjectsAreChanged_ThenItNeverThrows() =>
        Mutate([Whole, .. SharedFiles.List("lab/objects", "*.o").Select(File.ReadAllBytes)], 100_000);

    // The same changes in every run.
    private static void Mutate(byte[][] files, int count)
    {
        var random = new Random(8);
        for (var i = 0; i < count; i++)
        {
            var bytes = (byte[])files[i % files.Length].Clone();
            for (var changes = random.Next(1, 8); changes > 0; changes--) bytes[random.Next(bytes.Length)] = random.Next(3) switch { 0 => 0xff, 1 => (byte)(1 << random.Next(8)), _ => (byte)random.Next(256) };
            Look(random.Next(8) == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
        }
    }

    private static void Look(byte[] bytes)
    {
        if (ElfReader.Read(bytes) is ElfReading.Done done) KernelVerdict.Of(ObjectExaminer.Examine(done.File), new(6, 1)).ShouldNotBeNull();
    }

    private static string Why(byte[] bytes) => ElfReader.Read(bytes).ShouldBeOfType<ElfReading.Wrong>().Why;
}
