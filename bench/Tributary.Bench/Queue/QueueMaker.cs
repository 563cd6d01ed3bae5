using System.Collections.Immutable;
using Tributary.Workflow;

namespace Tributary.Bench;

/// <summary>Makes series in the order in which they were sent, always the same ones for a size.</summary>
internal sealed class QueueMaker(int patches)
{
    // 2017 to the end of 2024, unix microseconds: as long as the archives that maintainers have.
    private const long Start = 1_483_228_800_000_000;
    private const long Span = 252_460_800_000_000;
    private const long Day = 86_400_000_000;
    private const int OpenWorks = 300;

    private readonly Random random = new(2024);
    private readonly List<QueueSeries> open = [];
    private long nextSeries = 1;
    private long nextMessage = 1;
    private int made;

    /// <summary>People: as vocabularies grow, about the 0.72nd power of the series.</summary>
    public int People { get; } = Math.Max(60, (int)Math.Pow(patches / 4.0, 0.72));

    /// <summary>The series.</summary>
    public IEnumerable<QueueSeries> Make()
    {
        while (made < patches)
        {
            var series = MakeNext();
            made += series.Total;
            nextSeries++;
            nextMessage += series.Messages;
            yield return series;
        }
    }

    /// <summary>A person, busy ones more often: the busiest of 367 sent 71 of 2,016 series, the 40th 11.</summary>
    public long PickPerson(Random by) => 1 + (long)(People * Math.Pow(by.NextDouble(), 2.6));

    /// <summary>A name made of the words of real names.</summary>
    public static string MakeName(Random by)
    {
        var words = Enumerable.Range(0, 3 + by.Next(7)).Select(_ => by.NextDouble() < QueueShapes.RareWordChance ? RareWord(by) : QueueShapes.Words.Pick(by));
        return $"{QueueShapes.Areas.Pick(by)}: {string.Join(' ', words)}";
    }

    /// <summary>A name of a function or file, the likelier the smaller its number.</summary>
    public static string RareWord(Random by)
    {
        var number = (int)(40_000 * Math.Pow(by.NextDouble(), 3));
        return (number % 3) switch { 0 => $"bpf_{Syllables(number)}_elem", 1 => Syllables(number), _ => $"{Syllables(number)}_{number % 97}" };
    }

    private static string Syllables(int number)
    {
        const string consonants = "bdfgklmnprstvz";
        const string vowels = "aeiou";
        var word = "";
        for (var rest = number + 70; rest > 0; rest /= 70) word += $"{consonants[rest % 14]}{vowels[rest / 14 % 5]}";
        return word;
    }

    private QueueSeries MakeNext()
    {
        var sentAt = Start + (long)(Span * ((double)made / patches)) + random.Next(1_000_000);
        var respun = open.Count > 20 && random.NextDouble() < QueueShapes.RespinChance ? TakeOpen() : null;
        var total = Math.Min(respun?.Total ?? QueueShapes.Totals.Pick(random), patches - made);
        var hasCover = total > 1;
        var replies = MakeReplies(sentAt, total);
        var series = new QueueSeries
        {
            Id = nextSeries, Name = respun?.Name ?? MakeName(random), Version = (respun?.Version ?? 0) + 1, Total = total, SentAt = sentAt,
            ActiveAt = replies.Select(reply => reply.SentAt).Append(sentAt).Max(), Submitter = respun?.Submitter ?? PickPerson(random),
            FirstMessage = nextMessage, HasCover = hasCover, State = PatchState.New, Tree = respun is null ? QueueShapes.Trees.Pick(random) : respun.Tree,
            Delegate = QueueShapes.Delegates.Pick(random), Earlier = respun is null ? [] : [respun.Id, .. respun.Earlier], Replies = replies, Tags = random.Next(4),
        };
        open.Add(series);
        if (open.Count > OpenWorks) open.RemoveAt(random.Next(open.Count / 2));

        // Half of all series get a later version; whether this one does is told by the same odds, as it is written before it is known.
        var state = random.NextDouble() < QueueShapes.RespinChance ? PatchState.Superseded : QueueShapes.States.Pick(random);
        return series with { State = state };
    }

    private QueueSeries TakeOpen()
    {
        var at = random.Next(open.Count);
        var taken = open[at];
        open.RemoveAt(at);
        return taken;
    }

    private ImmutableArray<(long Person, long SentAt, int Target)> MakeReplies(long sentAt, int total)
    {
        var count = (int)(-Math.Log(1 - random.NextDouble()) * QueueShapes.RepliesEach);
        var replies = new (long, long, int)[count];
        for (var i = 0; i < count; i++) replies[i] = (PickPerson(random), sentAt + (long)(-Math.Log(1 - random.NextDouble()) * 3 * Day), random.Next(total + 1));
        return [.. replies];
    }
}
