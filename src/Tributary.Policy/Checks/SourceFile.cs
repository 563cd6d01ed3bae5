namespace Tributary.Policy;

/// <summary>What a file is, by its name.</summary>
internal static class SourceFile
{
    /// <summary>True for C and its headers.</summary>
    public static bool IsC(string path) => path.EndsWith(".c", StringComparison.Ordinal) || path.EndsWith(".h", StringComparison.Ordinal);

    /// <summary>True for what begins with a licence.</summary>
    public static bool IsSource(string path) => IsC(path) || path.EndsWith(".S", StringComparison.Ordinal) || path.EndsWith(".sh", StringComparison.Ordinal) || path.EndsWith(".py", StringComparison.Ordinal) || path.EndsWith(".rst", StringComparison.Ordinal);

    /// <summary>The line of the licence as the file's language writes it.</summary>
    public static string LicenceLine(string path) => path[(path.LastIndexOf('.') + 1)..] switch
    {
        "c" => "// SPDX-License-Identifier: GPL-2.0",
        "h" or "S" => "/* SPDX-License-Identifier: GPL-2.0 */",
        "rst" => ".. SPDX-License-Identifier: GPL-2.0",
        _ => "# SPDX-License-Identifier: GPL-2.0",
    };
}
