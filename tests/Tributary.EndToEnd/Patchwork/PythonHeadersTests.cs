using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using Tributary.Mail;

namespace Tributary.EndToEnd;

/// <summary>
/// Patchwork keeps header fields as Python's email package writes them. We write them ourselves: Python says of all sample mail whether we
/// are right.
/// </summary>
public sealed class PythonHeadersTests
{
    // Reads header blocks in base64, a line each; writes the fields that Patchwork would show, a line each.
    private const string Script = """
        import base64, email, email.parser, json, sys
        from email.errors import HeaderParseError
        from email.header import decode_header, make_header

        def written(name, value):
            try:
                parts = decode_header(value)
                try:
                    header = make_header(parts, header_name=name, continuation_ws='\t')
                except (UnicodeDecodeError, LookupError, ValueError):
                    header = make_header([(text, 'unknown-8bit') for text, _ in parts], header_name=name, continuation_ws='\t')
                return header.encode()
            except (HeaderParseError, IndexError):
                return None

        for line in sys.stdin:
            fields = [(name, written(name, value)) for name, value in email.message_from_bytes(base64.b64decode(line)).items()]
            block = '\n'.join(name + ': ' + value for name, value in fields if value is not None)
            print(json.dumps(email.parser.Parser().parsestr(block, True).items()))
        """;

    [Fact]
    [Trait("Speed", "all")]
    public async Task Headers_WhenPythonWritesThem_ThenOursAreTheSame()
    {
        string[] mailboxes = [.. Mailboxes()];
        if (mailboxes.Length == 0 || !File.Exists("/usr/bin/python3"))
        {
            Console.WriteLine("NOT RUN: it needs python3 and the sample mail (TRIBUTARY_SHARED)");
            return;
        }

        var (right, all, wrong) = (0, 0, new List<string>());
        foreach (var mailbox in mailboxes)
        {
            var mails = Read(mailbox);
            var answers = await AskAsync(mails);
            answers.Count.ShouldBe(mails.Count);
            foreach (var (mail, answer) in mails.Zip(answers))
            {
                all++;
                if (Text(mail) == answer) right++;
                else wrong.Add($"{answer}\n{Text(mail)}");
            }
        }

        if (Environment.GetEnvironmentVariable("TRIBUTARY_FIGURES") is { Length: > 0 } file) await File.AppendAllTextAsync(file, $"patchwork headers: {right} of {all} mails\n");
        wrong.Take(3).ShouldBeEmpty();
    }

    private static List<ReadOnlyMemory<byte>> Read(string mailbox)
    {
        using var packed = new GZipStream(File.OpenRead(mailbox), CompressionMode.Decompress);
        return [.. MboxReader.Read(packed).Select(HeaderOf).Where(header => header.Length > 0)];
    }

    private static ReadOnlyMemory<byte> HeaderOf(ReadOnlyMemory<byte> raw)
    {
        var end = raw.Span.IndexOf("\n\n"u8);
        return end < 0 ? default : raw[..(end + 2)].ToArray();
    }

    private static string Text(ReadOnlyMemory<byte> header) =>
        string.Join('\0', RefoldedHeaders.Of(MessageReader.Read(header)).Select(field => $"{field.Name}: {field.Value}"));

    private static async Task<List<string>> AskAsync(List<ReadOnlyMemory<byte>> headers)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", ["-c", Script]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
#pragma warning disable RS0030 // The ban keeps processes of src/ in Tributary.Git; this asks a program of the machine.
        using var python = Process.Start(start)!;
#pragma warning restore RS0030
        var writing = Task.Run(async () =>
        {
            foreach (var header in headers) await python.StandardInput.WriteLineAsync(Convert.ToBase64String(header.Span));
            python.StandardInput.Close();
        });
        var answers = new List<string>();
        while (await python.StandardOutput.ReadLineAsync() is { } line)
        {
            var fields = JsonDocument.Parse(line).RootElement.EnumerateArray();
            answers.Add(string.Join('\0', fields.Select(field => $"{field[0].GetString()}: {field[1].GetString()}")));
        }

        await writing;
        await python.WaitForExitAsync();
        return answers;
    }

    private static IEnumerable<string> Mailboxes()
    {
        var root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Tributary.slnx"))) root = Path.GetDirectoryName(root);
        var corpus = Path.Combine(Environment.GetEnvironmentVariable("TRIBUTARY_SHARED") ?? Path.Combine(root ?? "/", "..", "shared"), "corpus");
        return Directory.Exists(corpus) ? Directory.GetFiles(corpus, "mail-*.mbox.gz").Order(StringComparer.Ordinal) : [];
    }
}
