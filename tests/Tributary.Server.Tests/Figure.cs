namespace Tributary.Server.Tests;

/// <summary>A number measured on real mail, told to ./test (see tests/figures.txt).</summary>
internal static class Figure
{
    private static readonly Lock Gate = new();

    /// <summary>Appends a line to the file that TRIBUTARY_FIGURES names, if it names one.</summary>
    public static void Tell(string name, string value)
    {
        if (Environment.GetEnvironmentVariable("TRIBUTARY_FIGURES") is not { Length: > 0 } file) return;

        lock (Gate) File.AppendAllText(file, $"{name}: {value}\n");
    }
}
