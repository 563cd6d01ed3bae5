using System.Globalization;

namespace Tributary.Lab;

/// <summary>
/// Says that a program was built of a tree which stays as it is, with what: so that <c>make</c>, which takes most of a second to find out that nothing is to be done, is not asked
/// each time. Of any other tree it says nothing.
/// </summary>
internal sealed class BuildStamp
{
    private readonly string _stamp;
    private readonly string? _of;

    /// <summary>Of a program.</summary>
    /// <param name="plan">What it is built of.</param>
    /// <param name="llvm">With what.</param>
    /// <param name="program">Its name.</param>
    public BuildStamp(SelftestPlan plan, LlvmTools llvm, string program)
    {
        File = Path.Combine(plan.Output, program);
        _stamp = $"{File}.built";
        _of = plan.IsKept && !plan.IsForeign ? string.Join('\n', [plan.Tree, plan.Folder, plan.HeadersRoot ?? "", plan.Headers ?? "", TimeOf(plan.Vmlinux), TimeOf(llvm.Clang), TimeOf(llvm.Llc), TimeOf(llvm.Strip), TimeOf(llvm.Linker), ""]) : null;
    }

    /// <summary>The program.</summary>
    public string File { get; }

    /// <summary>True where it stands as it was built, of the same and with the same.</summary>
    public bool Holds => _of is not null && System.IO.File.Exists(_stamp) && System.IO.File.ReadAllText(_stamp) == Text;

    private string Text => _of + TimeOf(File);

    /// <summary>It was built.</summary>
    public void Write()
    {
        if (_of is not null) System.IO.File.WriteAllText(_stamp, Text);
    }

    private static string TimeOf(string? file) =>
        file is not null && new FileInfo(file) is { Exists: true } there ? string.Create(CultureInfo.InvariantCulture, $"{file} {there.Length} {there.LastWriteTimeUtc.Ticks}") : file ?? "";
}
