using System.IO.Compression;
using System.Text.Json;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Patches.Tests;
using Tributary.Policy;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

[Trait("Clause", "SUB-5")]
[Trait("Speed", "slow")]
public sealed class CorpusCommandsTests
{
    [Fact]
    public void RealMail_WhenRead_ThenEveryCommandIsUnderstoodAndNothingElseIsOne()
    {
        if (SharedFiles.Find("corpus/commands-dev.json") is not { } file) return;
        var meant = JsonDocument.Parse(File.ReadAllText(file)).RootElement.EnumerateArray()
            .ToDictionary(row => row.GetProperty("message_id").GetString()!.Trim('<', '>'), row => (row.GetProperty("word").GetString()!, row.GetProperty("means").GetString()!));
        var words = new CommandWords(BuiltInProfiles.Find(BuiltInProfiles.Default)!.Commands);
        var (understood, wrong, others) = (new HashSet<string>(), new List<string>(), new List<string>());

        foreach (var message in ReadAll(Path.GetDirectoryName(file)!))
        {
            foreach (var command in CommandReader.Read(message, PatchMail.Read(message)).Select(words.Understand).OfType<MailCommand>())
            {
                if (!meant.TryGetValue(message.Id.Value, out var row)) others.Add($"{message.Id}: {command}");
                else if ((command.Word, command.Means?.Slug ?? "") == row) understood.Add(message.Id.Value);
                else wrong.Add($"{message.Id}: {command}, meant {row}");
            }
        }

        Figure.Tell("mail commands", $"{understood.Count} of {meant.Count}, {others.Count} others");
        wrong.ShouldBeEmpty();
        others.ShouldBeEmpty();
        understood.Count.ShouldBe(meant.Count);
    }

    private static IEnumerable<Message> ReadAll(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "mail-*.mbox.gz"))
        {
            using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            foreach (var raw in MboxReader.Read(stream)) yield return MessageReader.Read(raw);
        }
    }
}
