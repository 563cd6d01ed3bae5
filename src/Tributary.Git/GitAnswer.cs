using System.Runtime.InteropServices;
using System.Text;

namespace Tributary.Git;

/// <summary>
/// git's answer to a few words, waited for: started by posix_spawn(3), without what .NET sets up to watch processes and pipes from other threads, which takes a short command
/// longer than git takes.
/// </summary>
internal static unsafe class GitAnswer
{
    private const int CloseOnExec = 0x80000;
    private const int WriteOnly = 1;
    private const short SetDefaultSignals = 4;
    private const int BrokenPipeSignal = 13;
    private const int LargestStructure = 512;
    private const int Interrupted = 4;

    /// <summary>What git says to its end.</summary>
    /// <param name="arguments">git's arguments.</param>
    /// <param name="environment">Its whole environment, <c>NAME=value</c>.</param>
    /// <param name="input">Standard input; shorter than a pipe holds (4 KiB).</param>
    /// <returns>Null where git could not be started or ended with an error: the caller runs it the long way, which says why.</returns>
    public static byte[]? Ask(IReadOnlyList<string> arguments, IReadOnlyList<string> environment, ReadOnlySpan<byte> input)
    {
        int* asking = stackalloc int[2];
        int* answering = stackalloc int[2];
        if (Pipe(asking, CloseOnExec) != 0) return null;
        if (Pipe(answering, CloseOnExec) != 0)
        {
            Close(asking[0], asking[1]);
            return null;
        }

        var process = Start(arguments, environment, asking[0], answering[1]);
        Close(asking[0], answering[1]);
        if (process > 0)
        {
            fixed (byte* start = input) _ = Write(asking[1], start, input.Length);
        }

        Close(asking[1]);
        var answer = process > 0 ? ReadAll(answering[0]) : null;
        Close(answering[0]);
        return process > 0 && HasSucceeded(process) ? answer : null;
    }

    private static int Start(IReadOnlyList<string> arguments, IReadOnlyList<string> environment, int input, int output)
    {
        byte* actions = stackalloc byte[LargestStructure];
        byte* attributes = stackalloc byte[LargestStructure];
        byte* signals = stackalloc byte[LargestStructure];
        if (InitActions(actions) != 0 || InitAttributes(attributes) != 0) return 0;
        var held = new List<nint>();
        try
        {
            // .NET ignores broken pipes, and a child would inherit that.
            var isReady = EmptySignals(signals) == 0 && AddSignal(signals, BrokenPipeSignal) == 0 && SetSignals(attributes, signals) == 0 && SetFlags(attributes, SetDefaultSignals) == 0
                && AddDuplicate(actions, input, 0) == 0 && AddDuplicate(actions, output, 1) == 0 && AddOpen(actions, 2, (byte*)Hold("/dev/null", held), WriteOnly, 0) == 0;
            int process;
            return isReady && Spawn(&process, (byte*)Hold("git", held), actions, attributes, List(["git", .. arguments], held), List(environment, held)) == 0 ? process : 0;
        }
        finally
        {
            foreach (var one in held) Marshal.FreeHGlobal(one);
            _ = DestroyActions(actions);
            _ = DestroyAttributes(attributes);
        }
    }

    private static byte** List(IReadOnlyList<string> texts, List<nint> held)
    {
        var list = (byte**)Marshal.AllocHGlobal((texts.Count + 1) * sizeof(byte*));
        held.Add((nint)list);
        for (var i = 0; i < texts.Count; i++) list[i] = (byte*)Hold(texts[i], held);
        list[texts.Count] = null;
        return list;
    }

    private static nint Hold(string text, List<nint> held)
    {
        var bytes = Encoding.UTF8.GetBytes(text + "\0");
        var place = Marshal.AllocHGlobal(bytes.Length);
        held.Add(place);
        Marshal.Copy(bytes, 0, place, bytes.Length);
        return place;
    }

    private static byte[]? ReadAll(int from)
    {
        var (bytes, length) = (new byte[16 * 1024], 0);
        while (true)
        {
            if (length == bytes.Length) Array.Resize(ref bytes, length * 2);
            nint read;
            fixed (byte* start = &bytes[length]) read = Read(from, start, bytes.Length - length);
            if (read < 0 && Marshal.GetLastSystemError() == Interrupted) continue;
            if (read < 0) return null;
            if (read == 0) return bytes[..length];
            length += (int)read;
        }
    }

    private static bool HasSucceeded(int process)
    {
        var status = -1;
        while (WaitFor(process, &status, 0) < 0)
        {
            if (Marshal.GetLastSystemError() != Interrupted) return false;
        }

        return status == 0;
    }

    private static void Close(params ReadOnlySpan<int> descriptors)
    {
        foreach (var one in descriptors) _ = CloseDescriptor(one);
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories), DllImport("libc", EntryPoint = "pipe2")]
    private static extern int Pipe(int* ends, int flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories), DllImport("libc", EntryPoint = "close")]
    private static extern int CloseDescriptor(int descriptor);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories), DllImport("libc", EntryPoint = "write")]
    private static extern nint Write(int descriptor, byte* bytes, nint count);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories), DllImport("libc", EntryPoint = "read")]
    private static extern nint Read(int descriptor, byte* bytes, nint count);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories), DllImport("libc", EntryPoint = "waitpid")]
    private static extern int WaitFor(int process, int* status, int options);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories), DllImport("libc", EntryPoint = "posix_spawnp")]
    private static extern int Spawn(int* process, byte* file, byte* actions, byte* attributes, byte** arguments, byte** environment);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories), DllImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static extern int InitActions(byte* actions);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories), DllImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static extern int DestroyActions(byte* actions);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories), DllImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static extern int AddDuplicate(byte* actions, int from, int to);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories), DllImport("libc", EntryPoint = "posix_spawn_file_actions_addopen")]
    private static extern int AddOpen(byte* actions, int descriptor, byte* path, int flags, int mode);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories), DllImport("libc", EntryPoint = "posix_spawnattr_init")]
    private static extern int InitAttributes(byte* attributes);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories), DllImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    private static extern int DestroyAttributes(byte* attributes);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories), DllImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    private static extern int SetSignals(byte* attributes, byte* signals);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories), DllImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    private static extern int SetFlags(byte* attributes, short flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories), DllImport("libc", EntryPoint = "sigemptyset")]
    private static extern int EmptySignals(byte* signals);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories), DllImport("libc", EntryPoint = "sigaddset")]
    private static extern int AddSignal(byte* signals, int signal);
}
