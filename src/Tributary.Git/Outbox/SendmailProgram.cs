using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Tributary.Git;

/// <summary>
/// Runs a program in the manner of sendmail, which takes a mail from standard input. The mail is a file and the exit status becomes one, so that both
/// outlive the caller: a caller who is killed neither cuts the mail short nor leaves it unknown whether it was taken.
/// </summary>
public static class SendmailProgram
{
    // $1 is the mail; what follows is the program with its arguments. The status gets its name only when it is whole.
    private const string Script = """
        mail=$1; shift
        "$@" <"$mail" >"$mail.said" 2>&1
        echo $? >"$mail.ended" && mv "$mail.ended" "$mail.status"
        """;

    private const int MostWords = 400;

    /// <summary>What stands behind a mail's name in the name of its status.</summary>
    private const string StatusEnding = ".status";
    private const string WordsEnding = ".said";

    /// <summary>Sends a mail.</summary>
    /// <param name="mail">The file with the mail.</param>
    /// <param name="program">The program's path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancel">Stops waiting; the program goes on.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="GitException">It cannot be started.</exception>
    public static async Task<SendmailEnd> RunAsync(string mail, string program, ImmutableArray<string> arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false, RedirectStandardInput = true };
        foreach (var word in (ReadOnlySpan<string>)["-c", Script, "sendmail", mail, program, .. arguments]) start.ArgumentList.Add(word);
        start.Environment["LC_ALL"] = "C";
        try
        {
#pragma warning disable RS0030 // This project is the one that may start a process.
            using var process = Process.Start(start)!;
#pragma warning restore RS0030
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancel);
        }
        catch (Win32Exception failure)
        {
            throw new GitException($"/bin/sh cannot be started: {failure.Message}");
        }

        return await FindEndAsync(mail, cancel) ?? throw new GitException($"{program} was run and left no exit status beside {mail}: see whether the disk is full");
    }

    /// <summary>How the run for a mail ended, though its caller may be long gone; null when it has not ended.</summary>
    public static async Task<SendmailEnd?> FindEndAsync(string mail, CancellationToken cancel)
    {
        if (!File.Exists(mail + StatusEnding)) return null;
        var status = await File.ReadAllTextAsync(mail + StatusEnding, cancel);
        var said = File.Exists(mail + WordsEnding) ? await File.ReadAllTextAsync(mail + WordsEnding, cancel) : "";
        return new(int.Parse(status, CultureInfo.InvariantCulture), said.Trim()[..Math.Min(said.Trim().Length, MostWords)]);
    }

    /// <summary>Removes a mail and what its run left.</summary>
    public static void Clear(string mail)
    {
        foreach (var path in (ReadOnlySpan<string>)[mail, mail + StatusEnding, mail + WordsEnding, mail + ".ended"]) File.Delete(path);
    }
}

/// <summary>How a run ended.</summary>
/// <param name="Status">The exit status: 0, or one of sysexits.h.</param>
/// <param name="Said">What it printed.</param>
public sealed record SendmailEnd(int Status, string Said);
