namespace Tributary.EndToEnd;

public sealed class ImportBesideServerTests : IDisposable
{
    private readonly Trib _trib = new();

    [Fact]
    public void Import_WhenAServerRuns_ThenItsMailIsWrittenByTheServer()
    {
        var first = _trib.Write("a.mbox", Letters.Mbox(Letters.Series("one", 1)));
        var second = _trib.Write("b.mbox", Letters.Mbox(Letters.Series("two", 2)));
        using var server = _trib.Start("serve", "--urls", "http://127.0.0.1:0");
        server.StandardOutput.ReadLine()!.ShouldStartWith("Listening on http://127.0.0.1:");

        var counts = _trib.Import(first, second);
        var again = _trib.Import(first);
        var wrong = _trib.Run("import", "nothing");
        server.Kill();
        server.WaitForExit();

        counts.ShouldBe(new(Messages: 5, Patches: 3, Covers: 2, Comments: 0, Series: 2, Ignored: 0, Duplicates: 0, Quarantined: 0));
        again.Duplicates.ShouldBe(2);
        wrong.ShouldFail(2, "no such file");
        _trib.Import(second).Duplicates.ShouldBe(3);
    }

    [Fact]
    public void Imports_WhenSeveralRunAtOnce_ThenEachWaitsItsTurn()
    {
        var boxes = Enumerable.Range(0, 4).Select(number => _trib.Write($"{number}.mbox", Letters.Mbox(Letters.Series($"s{number}", 3)))).ToArray();

        var counts = boxes.AsParallel().WithDegreeOfParallelism(4).Select(box => _trib.Import(box)).ToArray();

        counts.Sum(static count => count.Series).ShouldBe(4);
        counts.ShouldAllBe(static count => count.Sum == count.Messages && count.Duplicates == 0);
    }

    public void Dispose() => _trib.Dispose();
}
