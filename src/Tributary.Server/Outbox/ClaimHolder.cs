using System.Globalization;

namespace Tributary.Server;

/// <summary>
/// Says in a claim who holds it, so that another process of the same machine can tell at once whether he is gone: how the machine was started, the
/// namespace of its process numbers, the process and when it began. On another machine, or in another container, nothing can be told.
/// </summary>
internal static class ClaimHolder
{
    private static readonly string Place = $"{Read("/proc/sys/kernel/random/boot_id")} {LinkOf("/proc/self/ns/pid")}";
    private static readonly string Process = FindProcess(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)) ?? "";
    private static long s_count;

    /// <summary>A claim of this process, another each time.</summary>
    public static string NewClaim() => string.Create(
        CultureInfo.InvariantCulture, $"{Environment.MachineName} {Place} {Environment.ProcessId} {Process} {Interlocked.Increment(ref s_count)}");

    /// <summary>True when its holder is known to have ended.</summary>
    public static bool IsGone(string claim) =>
        claim.Split(' ') is [_, var boot, var space, var id, var began, _] && boot.Length > 0 && began.Length > 0 && $"{boot} {space}" == Place && FindProcess(id) != began;

    // When a process began, in ticks since the machine was started: field 22, counted behind the name, which may hold anything (proc(5)). Null: there is none.
    private static string? FindProcess(string id)
    {
        var line = Read($"/proc/{id}/stat");
        var behind = line.LastIndexOf(')');
        return behind >= 0 && line[(behind + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 19 } fields && fields[0] is not ("Z" or "X") ? fields[19] : null;
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string LinkOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget ?? "";
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
