namespace Tributary.Lab.Tests;

public sealed class DiskWatchTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tributary-disk-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Build_WhenItTakesTooMuch_ThenItIsEndedAndWhatItMadeIsGone()
    {
        var output = _folder.CreateSubdirectory("out").FullName;

        await Should.ThrowAsync<DiskLimitException>(DiskWatch.RunAsync(new([output], 1 << 20), output, async stop =>
        {
            await File.WriteAllBytesAsync(Path.Combine(output, "large"), new byte[2 << 20], stop);
            await Task.Delay(Timeout.Infinite, stop);
            return 0;
        }, CancellationToken.None));

        Directory.Exists(output).ShouldBeFalse();
    }

    [Fact]
    public async Task Build_WhenItEndsBeforeAnybodyLooks_ThenItsLastWritesCount()
    {
        var output = _folder.CreateSubdirectory("out").FullName;

        await Should.ThrowAsync<DiskLimitException>(DiskWatch.RunAsync(new([output], 100), output, stop => Task.Run(() => File.WriteAllBytes(Path.Combine(output, "more"), new byte[101]), stop).ContinueWith(_ => 0, TaskScheduler.Default), CancellationToken.None));
    }

    [Fact]
    public async Task Build_WhenItIsWithinItsTotal_ThenItsResultIsGiven()
    {
        File.WriteAllBytes(Path.Combine(_folder.FullName, "some"), new byte[100]);
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "link"), "/usr");

        (await DiskWatch.RunAsync(new([_folder.FullName, "/nowhere"], 100), _folder.FullName, _ => Task.FromResult(7), CancellationToken.None)).ShouldBe(7);
    }

    [Fact]
    public async Task Build_WhenItIsCancelled_ThenThatIsNoMatterOfDisk()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(DiskWatch.RunAsync(new([_folder.FullName], 100), _folder.FullName, async stop =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return 0;
        }, cancel.Token));
    }
}
