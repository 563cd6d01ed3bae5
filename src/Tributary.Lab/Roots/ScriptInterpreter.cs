using System.Text;

namespace Tributary.Lab;

/// <summary>By what a script is run, as its first line says (execve(2)).</summary>
internal static class ScriptInterpreter
{
    // The kernel reads no more of it (BINPRM_BUF_SIZE).
    private const int Longest = 256;

    /// <summary>The name of the interpreter, <c>bash</c> of <c>#!/usr/bin/env bash</c>; null where the file is no script.</summary>
    public static string? Find(string file)
    {
        Span<byte> head = stackalloc byte[Longest];
        using var stream = File.OpenRead(file);
        head = head[..stream.ReadAtLeast(head, Longest, throwOnEndOfStream: false)];
        if (!head.StartsWith("#!"u8)) return null;

        var end = head.IndexOf((byte)'\n');
        var words = Encoding.UTF8.GetString(head[2..(end < 0 ? head.Length : end)]).Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return null;

        var name = Path.GetFileName(words[0]);
        return name == "env" && Array.Find(words[1..], static word => word[0] != '-' && !word.Contains('=')) is { } called ? Path.GetFileName(called) : name;
    }
}
