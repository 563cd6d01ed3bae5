using System.IO.Compression;
using System.Text;

namespace Tributary.EndToEnd;

public sealed class ImportTests : IDisposable
{
    private readonly Trib _trib = new();

    [Fact]
    public void Mbox_WhenImportedTwice_ThenTheSecondTimeAllAreDuplicates()
    {
        var mbox = _trib.Write("a.mbox", Letters.Mbox([.. Letters.Series("one", 2), Letters.Mail("talk", "Hello", "No patch.")]));

        var first = _trib.Import(mbox);
        var second = _trib.Import(mbox);

        first.ShouldBe(new(Messages: 4, Patches: 2, Covers: 1, Comments: 0, Series: 1, Ignored: 1, Duplicates: 0, Quarantined: 0));
        second.ShouldBe(new(Messages: 4, Patches: 0, Covers: 0, Comments: 0, Series: 0, Ignored: 0, Duplicates: 4, Quarantined: 0));
    }

    [Fact]
    public void StandardInput_WhenNamedByADash_ThenIsReadAsAMailbox()
    {
        var result = _trib.Run(Encoding.ASCII.GetBytes(Letters.Mbox(Letters.Series("one", 1))), ["import", "-", "--json"]).ShouldSucceed();

        result.Counts.Patches.ShouldBe(1);
        result.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Gzip_WhenOfSeveralMembers_ThenAllAreRead()
    {
        var path = Path.Combine(_trib.Folder, "a.mbox.gz");
        foreach (var name in (string[])["one", "two"])
        {
            using var member = new GZipStream(new FileStream(path, FileMode.Append), CompressionLevel.Fastest);
            member.Write(Encoding.ASCII.GetBytes(Letters.Mbox(Letters.Series(name, 1))));
        }

        _trib.Import(path).Series.ShouldBe(2);
    }

    [Fact]
    public void Gzip_WhenCutShort_ThenWhatStandsBeforeIsKeptAndTheFaultIsSaid()
    {
        var path = Path.Combine(_trib.Folder, "a.mbox.gz");
        using (var member = new GZipStream(File.Create(path), CompressionLevel.NoCompression))
            member.Write(Encoding.ASCII.GetBytes(Letters.Mbox(Letters.Series("one", 9))));
        var whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..(whole.Length / 2)]);

        var cut = _trib.Run("import", path, "--json");
        File.WriteAllBytes(path, whole);
        var mended = _trib.Import(path);

        cut.ShouldFail(3, "breaks off");
        cut.Counts.Messages.ShouldBeInRange(1, 8);
        (cut.Counts.Messages + mended.Messages - mended.Duplicates).ShouldBe(10);
    }

    [Fact]
    public void Maildir_WhenImportedAgain_ThenOnlyWhatIsNewIsRead()
    {
        var letters = Letters.Series("one", 2);
        _trib.Write("box/new/1700000001.a.host", letters[0]);
        _trib.Write("box/cur/1700000002.b.host:2,S", letters[1]);
        _trib.Write("box/tmp/1700000003.c.host", letters[2]);
        var box = Path.Combine(_trib.Folder, "box");

        var first = _trib.Import(box);
        File.Move(Path.Combine(box, "new", "1700000001.a.host"), Path.Combine(box, "cur", "1700000001.a.host:2,RS"));
        File.Move(Path.Combine(box, "tmp", "1700000003.c.host"), Path.Combine(box, "new", "1700000003.c.host"));
        var second = _trib.Import(box);

        first.Messages.ShouldBe(2);
        second.ShouldBe(new(Messages: 1, Patches: 1, Covers: 0, Comments: 0, Series: 1, Ignored: 0, Duplicates: 0, Quarantined: 0));
    }

    [Fact]
    public void ListId_WhenAskedFor_ThenOtherMailIsIgnoredAndNotKept()
    {
        var mbox = _trib.Write("a.mbox", Letters.Mbox(
            Letters.Mail("in", "[PATCH] x", "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b", listId: "wanted.example.org"),
            Letters.Mail("out", "[PATCH] y", "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b", listId: "other.example.org")));

        var result = _trib.Run("import", mbox, "--json", "--verbose", "--list-id", "wanted.example.org").ShouldSucceed();

        result.Counts.ShouldBe(new(Messages: 2, Patches: 1, Covers: 0, Comments: 0, Series: 1, Ignored: 1, Duplicates: 0, Quarantined: 0));
        result.Errors.ShouldContain("message 2");
        _trib.Run("patch", "show", "out@example.org").ExitCode.ShouldBe(1);
    }

    [Fact]
    public void Sources_WhenOneIsWrong_ThenNothingIsImported()
    {
        var mbox = _trib.Write("a.mbox", Letters.Mbox(Letters.Series("one", 1)));
        var junk = _trib.Write("junk", "\u0001\u0002 this is no mail\n");

        _trib.Run("import", mbox, junk).ShouldFail(2, "is no source of mail");
        _trib.Run("import", mbox, "nothing").ShouldFail(2, "no such file");

        _trib.Import(mbox).Duplicates.ShouldBe(0);
    }

    [Fact]
    public void Folder_WhenItHoldsMailboxes_ThenAllAreRead()
    {
        _trib.Write("many/b.mbox", Letters.Mbox(Letters.Series("two", 1)));
        _trib.Write("many/a.mbox", Letters.Mbox(Letters.Series("one", 1)));
        _trib.Write("many/README", "words");

        _trib.Import(Path.Combine(_trib.Folder, "many")).Series.ShouldBe(2);
    }

    [Fact]
    public void Batches_WhenCutOtherwise_ThenTheSeriesAreTheSame()
    {
        using var other = new Trib();
        var letters = Letters.Series("one", 3).Concat(Letters.Series("two", 2)).ToArray();

        _trib.Import(_trib.Write("all.mbox", Letters.Mbox(letters)));
        foreach (var (letter, number) in letters.Reverse().Select(static (letter, number) => (letter, number)))
            other.Import(other.Write($"{number}.mbox", Letters.Mbox(letter)));

        SeriesOf(other).ShouldBe(SeriesOf(_trib));
    }

    public void Dispose() => _trib.Dispose();

    private static string[] SeriesOf(Trib trib) =>
    [
        .. trib.Run("series", "list", "--json").ShouldSucceed().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => System.Text.Json.Nodes.JsonNode.Parse(line)!.AsObject())
            .Select(static series =>
            {
                series.Remove("id");
                return series.ToJsonString();
            }).Order(StringComparer.Ordinal),
    ];
}
