using System.Globalization;

namespace Tributary.Lab;

/// <summary>LLVM's programs of one version.</summary>
/// <param name="Clang">clang.</param>
/// <param name="Llc">llc.</param>
/// <param name="Strip">llvm-strip.</param>
/// <param name="Linker">ld.lld, or null.</param>
internal sealed record LlvmTools(string Clang, string Llc, string Strip, string? Linker)
{
    /// <summary>The newest version that is whole, named ones (clang-14) before the plain name; null without.</summary>
    public static LlvmTools? Find() => Endings().Select(Of).FirstOrDefault(static tools => tools is not null);

    private static LlvmTools? Of(string ending) =>
        ProgramPath.Find($"clang{ending}") is { } clang && ProgramPath.Find($"llc{ending}") is { } llc && ProgramPath.Find($"llvm-strip{ending}") is { } strip
            ? new(clang, llc, strip, ProgramPath.Find($"ld.lld{ending}")) : null;

    private static IEnumerable<string> Endings()
    {
        var numbers = ProgramPath.Folders.Where(Directory.Exists).SelectMany(static folder => Directory.GetFiles(folder, "clang-*")).Select(static file => Path.GetFileName(file)["clang-".Length..])
            .Where(static ending => int.TryParse(ending, NumberStyles.None, CultureInfo.InvariantCulture, out _)).Select(static ending => int.Parse(ending, CultureInfo.InvariantCulture));
        return [.. numbers.Distinct().OrderDescending().Select(static number => string.Create(CultureInfo.InvariantCulture, $"-{number}")), ""];
    }
}
