using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>What is wrong with an object, and the flag that mends it (LLV-5).</summary>
internal static class ObjectFaults
{
    /// <summary>All of it.</summary>
    /// <param name="report">What was found so far.</param>
    /// <param name="wrongTypes">What is damaged in its type information, or null.</param>
    /// <param name="brokenCode">The sections whose bytes are no whole instructions.</param>
    public static ImmutableArray<ObjectFault> Find(ObjectReport report, string? wrongTypes, ImmutableArray<string> brokenCode) =>
        [.. OfTarget(report), .. OfTables(report), .. OfContents(report, wrongTypes, brokenCode)];

    private static IEnumerable<ObjectFault> OfTarget(ObjectReport report)
    {
        var file = report.File;
        if (report.Target.Way == TargetWay.Native)
        {
            yield return new("native-target", true, $"It holds code for {ElfMachine.NameOf(file.Machine)}: no BPF loader takes it.", "Compile it with clang -target bpf.");
        }

        if (file.Find(".eh_frame") is not null)
        {
            yield return new("eh-frame", false, "It has .eh_frame, unwind tables of the native target, which loaders refuse or must skip.",
                "Compile with -target bpf, or with -fno-asynchronous-unwind-tables where the native target is needed.");
        }

        if (report.Target.Way is TargetWay.Native or TargetWay.TwoStep)
        {
            var width = file.Is64 || report.Target.Way == TargetWay.TwoStep ? "the machine's own" : "32 bits for";
            yield return new("native-widths", false, $"It was compiled for the machine: pointers and longs have {width} widths, which may differ from BPF's 64 bits.",
                "Compile with -target bpf, above all where structures with pointers or longs meet helpers or the context.");
        }
    }

    private static IEnumerable<ObjectFault> OfTables(ObjectReport report)
    {
        if (SwitchTables.Find(report.File) is not { } table) yield break;

        if (table.IsJumps)
            yield return new("jump-table", true, $"A switch became a jump table in {table.Section} ({table.Sign}), which no loader relocates.", "Compile with -fno-jump-tables, or with -target bpf.");
        else
            yield return new("lookup-table", false, $"A switch became a lookup table in {table.Section} ({table.Sign}), which loaders before libbpf's maps of variables (Linux 5.2) refuse.",
                "Compile with -fno-jump-tables, or with -target bpf.");
    }

    private static IEnumerable<ObjectFault> OfContents(ObjectReport report, string? wrongTypes, ImmutableArray<string> brokenCode)
    {
        if (report.Target.Way == TargetWay.Native) yield break;
        foreach (var section in brokenCode) yield return new("damaged-code", true, $"The bytes of {section} are no whole instructions: the file is damaged.", "Compile it again.");
        if (wrongTypes is not null) yield return new("damaged-btf", true, $"Its type information is damaged: {wrongTypes}.", "Compile it again with -g.");
        if (report.Instructions == 0 && !report.Maps.IsEmpty) yield return new("no-program", false, "It holds maps and no program.", "Give each program a section of its own, SEC(\"xdp\") say, where it shall have one.");
        else if (report.Instructions == 0) yield return new("no-program", true, "It holds no instructions.", "Give each program a section of its own, SEC(\"xdp\") say.");
        else if (report.Licence is null) yield return new("no-licence", false, "It says no licence, so helpers for GPL programs are refused.", "Add char LICENSE[] SEC(\"license\") = \"GPL\";.");
        if (report.Maps.Any(map => map.Form == MapForm.Legacy))
            yield return new("legacy-maps", false, "Its maps are defined in SEC(\"maps\"), which libbpf refuses from 1.0 on.", "Define them in SEC(\".maps\") and compile with -g, so that types tell what they are.");
    }
}
