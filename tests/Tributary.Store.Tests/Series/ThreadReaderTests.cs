namespace Tributary.Store.Tests;

public sealed class ThreadReaderTests
{
    [Fact]
    public void Order_WhenReplies_ThenParentsFirstAndSiblingsByDate()
    {
        var entries = ThreadReader.Order([Row(1, null), Row(2, 1), Row(3, 1), Row(4, 2), Row(5, 99), Row(6, 3)]);

        string.Join(' ', entries.Select(entry => $"{entry.Message}:{entry.Depth}")).ShouldBe("m1:0 m2:1 m4:2 m3:1 m6:2 m5:0");
        entries[1].Parent!.Value.Value.ShouldBe("m1");
        entries[^1].Parent.ShouldBeNull();
    }

    [Fact]
    public void Order_WhenParentsGoRound_ThenEveryMessageIsThereOnce()
    {
        var entries = ThreadReader.Order([Row(1, 2), Row(2, 3), Row(3, 1), Row(4, 4), Row(5, 3)]);

        entries.Select(entry => entry.Message.Value).Order(StringComparer.Ordinal).ShouldBe(["m1", "m2", "m3", "m4", "m5"]);
    }

    [Fact]
    public void Order_WhenOneLongChain_ThenNoStackIsUsedUp()
    {
        var entries = ThreadReader.Order([.. Enumerable.Range(1, ThreadReader.MostMessages).Select(i => Row(i, i == 1 ? null : i - 1))]);

        entries[^1].Depth.ShouldBe(ThreadReader.MostMessages - 1);
    }

    private static ThreadRow Row(long id, long? parent) => new() { Id = id, MessageId = $"m{id}", Parent = parent, Target = 1, Kind = 3, Name = "Ann", Address = "ann@example.org", SentAt = id, Subject = "Re" };
}
