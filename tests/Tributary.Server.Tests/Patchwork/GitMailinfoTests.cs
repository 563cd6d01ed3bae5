using System.Globalization;
using System.IO.Compression;
using System.Text;
using Tributary.Git;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Patches.Tests;

namespace Tributary.Server.Tests;

/// <summary>What git am takes from real mail, it takes from our mbox of it: author, date, subject, message, diff.</summary>
public sealed class GitMailinfoTests
{
    [Fact]
    [Trait("Speed", "slow")]
    public async Task RealMail_WhenGitReadsOurMailbox_ThenItSeesTheSameCommit()
    {
        if (SharedFiles.Find("corpus/mail-2019.mbox.gz") is not { } path) return;
        using var folder = new TestFolder();
        var others = new List<string>();
        var count = 0;
        foreach (var raw in Mails(path))
        {
            var message = MessageReader.Read(raw);
            var mail = PatchMail.Read(message);
            // git does not undo format=flowed, which some of these lines need.
            if (mail.Kind != MailKind.Patch || FlowedAtAll(message)) continue;
            count++;
            var ours = new PatchworkMbox { Message = message, Mail = mail, Number = count, Submitter = message.From }.Write();
            var (straight, given) = (await ReadAsync(folder, raw), await ReadAsync(folder, ours));
            if (straight != given) others.Add(mail.Id.Value);
        }

        Figure.Tell("mboxes as git reads the mail", string.Create(CultureInfo.InvariantCulture, $"{count - others.Count} of {count}"));
        others.ShouldBeEmpty();
        count.ShouldBeGreaterThan(100);
    }

    private static async Task<string> ReadAsync(TestFolder folder, ReadOnlyMemory<byte> mail)
    {
        var (message, patch) = (folder.Find("message"), folder.Find("patch"));
        var head = await GitProgram.RunAsync(repository: null, ["mailinfo", "--encoding=UTF-8", message, patch], CancellationToken.None, mail);
        var text = (await File.ReadAllTextAsync(message)).Split("\n---")[0].Trim();
        // Mails in base64 often hold CRLF, which git keeps in a patch and then cannot apply: ours hold LF.
        var diff = (await File.ReadAllTextAsync(patch, Encoding.Latin1)).Replace("\r", "", StringComparison.Ordinal);
        var from = diff.IndexOf("\ndiff ", StringComparison.Ordinal);
        var signature = diff.IndexOf("\n-- \n", StringComparison.Ordinal);
        diff = diff[(from < 0 ? 0 : from)..(signature < 0 ? diff.Length : signature)];
        var id = await GitProgram.RunAsync(repository: null, ["patch-id", "--stable"], CancellationToken.None, Encoding.Latin1.GetBytes(diff + "\n"));
        return $"{head.ExitCode}\n{head.Text}\n{text.Replace("\r", "", StringComparison.Ordinal)}\n{id.Text}";
    }

    private static bool FlowedAtAll(Message message) => message.FindHeader("Content-Type")?.Contains("flowed", StringComparison.OrdinalIgnoreCase) ?? false;

    private static IEnumerable<byte[]> Mails(string path)
    {
        using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        foreach (var raw in MboxReader.Read(packed)) yield return raw.ToArray();
    }
}
