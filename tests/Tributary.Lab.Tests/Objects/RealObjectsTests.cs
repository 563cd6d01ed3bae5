namespace Tributary.Lab.Tests;

/// <summary>Objects of real compilers: their names say how each was made.</summary>
public sealed class RealObjectsTests
{
    [Fact]
    [Trait("Clause", "LLV-5")]
    public void Object_WhenItsNameSaysHowItWasMade_ThenTheReportSaysTheSame()
    {
        var files = SharedFiles.List("lab/objects", "*.o");
        string[] wrong = [.. files.Where(file => !IsTrue(Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file))).Select(file => Path.GetFileName(file))];

        wrong.ShouldBeEmpty();
        if (files.Length > 0) SharedFiles.Tell("lab objects", $"{files.Length} of {files.Length}");
    }

    // PROGRAM.HOW-CPU-FLAGS
    private static bool IsTrue(string name, byte[] bytes)
    {
        if (ElfReader.Read(bytes) is not ElfReading.Done done) return false;

        var report = ObjectExaminer.Examine(done.File);
        var how = name[(name.IndexOf('.') + 1)..].Split('-');
        var way = how[0] switch { "twostep" => TargetWay.TwoStep, "x86" => TargetWay.Native, _ => TargetWay.Bpf };
        if (report.Target.Way != way || !report.Target.IsSure || done.File.IsBigEndian != (how[0] == "bpfeb") || report.Types is null == (how.Contains("g") && way != TargetWay.Native)) return false;
        if (way == TargetWay.Native) return report.AtLeast is null && report.Faults.Any(fault => fault.Id == "eh-frame") != how.Contains("nounwind");

        var asked = how.FirstOrDefault(word => word is ['v', >= '1' and <= '4']) is { } set ? set[1] - '0' : how.Contains("probe") ? 3 : 1;
        return report.AtLeast is { } least && (asked < 3 ? (int)least <= asked : (int)least == asked) && report.HasArithmetic32 == (asked >= 3 || how.Contains("alu32"));
    }
}
