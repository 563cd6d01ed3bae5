using System.Diagnostics;

namespace Tributary.Git.Tests;

public sealed class LeashedProgramTests
{
    [Fact]
    public async Task Program_WhenItEnds_ThenItsStatusAndOutputAreTold()
    {
        await using var program = LeashedProgram.Start(["sh", "-c", "echo said; exit 7"]);

        (await new StreamReader(program.Output).ReadToEndAsync()).ShouldBe("said\n");
        (await program.WaitAsync(CancellationToken.None)).ShouldBe(7);
    }

    [Fact]
    public async Task Program_WhenItIsNotThere_ThenTheStatusIsThatOfAShell()
    {
        await using var program = LeashedProgram.Start(["no-such-program-at-all"]);

        (await program.WaitAsync(CancellationToken.None)).ShouldBe(127);
    }

    [Fact]
    public async Task Program_WhenASignalEndsIt_ThenTheStatusSaysWhich()
    {
        await using var program = LeashedProgram.Start(["sh", "-c", "kill -SEGV $$"]);

        (await program.WaitAsync(CancellationToken.None)).ShouldBe(139);
    }

    // The child of the program holds the other end of the output: it is read to its end only when that child is gone too.
    [Fact]
    public async Task Program_WhenItIsKilled_ThenItsChildrenAreGoneToo()
    {
        var program = LeashedProgram.Start(["sh", "-c", "sleep 1000 & echo $! $$; wait"]);
        var output = new StreamReader(program.Output);
        var family = (await output.ReadLineAsync()).ShouldNotBeNull().Split(' ').Select(int.Parse).ToArray();

        program.Kill();
        await output.ReadToEndAsync();
        await program.DisposeAsync();

        family.ShouldAllBe(member => IsGone(member));
    }

    [Fact]
    public async Task Folder_WhenItIsDisposedOf_ThenItIsGoneWithAllThatIsInIt()
    {
        var folder = LeashedFolder.Create(Path.GetTempPath());
        Directory.CreateDirectory(Path.Combine(folder.Path, "a", "b"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "a", "b", "c"), "x");

        await folder.DisposeAsync();

        Directory.Exists(folder.Path).ShouldBeFalse();
    }

    // Killed and not yet waited for by whoever inherited it counts as gone.
    private static bool IsGone(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].TrimStart().StartsWith('Z');
        }
        catch (Exception failure) when (failure is ArgumentException or IOException)
        {
            return true;
        }
    }
}
