using System.Globalization;
using System.Text;
using Tributary.Patches.Tests;

namespace Tributary.Server.Tests;

/// <summary>The mbox of a real Patchwork, and ours of the same mail.</summary>
public sealed class PatchworkAnswerTests
{
    [Fact]
    public async Task Mbox_WhenTheSameMailIsHere_ThenItIsThatOfPatchworkLineByLine()
    {
        if (SharedFiles.Find("peers/patchwork-answers/series-970926.mbox") is not { } path) return;
        var answer = (await File.ReadAllTextAsync(path)).Split('\n');
        var blank = Array.IndexOf(answer, "");
        // Patchwork's own head is before Received:, and the one tag that came by a reply stands last in the message.
        var given = Array.FindIndex(answer, line => line.StartsWith("Acked-by: ", StringComparison.Ordinal));
        var first = Array.FindIndex(answer, line => line.StartsWith("Received: ", StringComparison.Ordinal));
        string[] original = [.. answer[first..given], .. answer[(given + 1)..]];
        var id = Array.Find(answer, line => line.StartsWith("Message-ID: ", StringComparison.Ordinal))!["Message-ID: ".Length..];
        var reply = $"From: Song Liu <{answer[given].Split('<')[1]}\nSubject: Re: x\nDate: Thu, 12 Jun 2025 00:00:00 +0000\nIn-Reply-To: {id}\nMessage-ID: <reply@example.org>\n\n> text\n{answer[given]}\n";
        var delegated = Array.FindLast(answer[..blank], line => line.StartsWith("X-Patchwork-Delegate: ", StringComparison.Ordinal))!.Split(' ')[1];
        await using var bench = await WebBench.OpenAsync(
            import => GivenUser.AddAsync(import, 1, "handler", delegated),
            [.. new[] { string.Join('\n', original), reply }.Select(Encoding.UTF8.GetBytes)]);

        var ours = (await bench.Client.GetStringAsync(new Uri("/series/1/mbox/", UriKind.Relative))).Split('\n');

        var number = Array.FindIndex(answer, line => line.StartsWith("X-Patchwork-Id: ", StringComparison.Ordinal));
        answer[number] = ours.FirstOrDefault(line => line.StartsWith("X-Patchwork-Id: ", StringComparison.Ordinal), "");
        var same = answer.Zip(ours).Count(pair => pair.First == pair.Second);
        Figure.Tell("patchwork mbox", string.Create(CultureInfo.InvariantCulture, $"{same - 1} of {answer.Length - 1} lines"));
        ours.ShouldBe(answer);
    }
}
