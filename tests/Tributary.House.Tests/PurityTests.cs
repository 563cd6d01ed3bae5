using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Tributary.House.Tests;

/// <summary>What the built assemblies call: pure projects touch nothing outside, and only Git starts processes.</summary>
public sealed class PurityTests
{
    private static readonly string[] Pure = ["Mail", "Patches", "Policy", "Workflow"];

    private static readonly string[] ForbiddenNamespaces =
    [
        "System.Data", "System.Net.Http", "System.Net.Sockets", "System.Threading.Tasks.Dataflow", "Microsoft.Extensions", "Microsoft.AspNetCore",
        "System.IO.Pipes", "System.IO.MemoryMappedFiles", "Dapper", "Npgsql",
    ];

    private static readonly string[] ForbiddenTypes =
    [
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo", "System.IO.FileSystemWatcher",
        "System.IO.RandomAccess", "System.Console", "System.TimeProvider", "System.Random", "System.Diagnostics.Process",
        "System.Diagnostics.Stopwatch", "System.Threading.Thread", "System.Threading.Timer", "System.Net.WebClient", "System.Net.Dns",
    ];

    private static readonly string[] ForbiddenMembers =
    [
        "DateTime.get_Now", "DateTime.get_UtcNow", "DateTime.get_Today", "DateTimeOffset.get_Now", "DateTimeOffset.get_UtcNow", "Task.Delay", "Guid.NewGuid",
    ];

    [Fact]
    public void PureProject_WhenBuilt_ThenItCallsNothingOutside()
    {
        foreach (var project in Pure)
        {
            using var assembly = Open(project);
            var reader = assembly.GetMetadataReader();

            TypesOf(reader).Where(IsForbidden).ShouldBeEmpty($"Tributary.{project} is pure");
            MembersOf(reader).Where(IsForbiddenMember).ShouldBeEmpty($"Tributary.{project} is pure");
        }
    }

    [Fact]
    public void Process_WhenStarted_ThenOnlyByGit()
    {
        foreach (var project in new[] { "Mail", "Patches", "Policy", "Workflow", "Store", "Server" })
        {
            using var assembly = Open(project);

            MembersOf(assembly.GetMetadataReader()).ShouldNotContain("Process.Start", $"Tributary.{project} starts a process");
        }
    }

    [Fact]
    public void Process_WhenTheProgramStartsOne_ThenOnlyByGit()
    {
        using var assembly = Open("Cli", "trib");

        MembersOf(assembly.GetMetadataReader()).ShouldNotContain("Process.Start");
    }

    private static bool IsForbidden(string type) =>
        ForbiddenTypes.Contains(type) || Array.Exists(ForbiddenNamespaces, space => type.StartsWith(space + ".", StringComparison.Ordinal));

    // The compiler itself asks for the thread in iterators, and for the end of a line.
    private static bool IsForbiddenMember(string member) => ForbiddenMembers.Contains(member)
        || (member.StartsWith("Environment.", StringComparison.Ordinal) && member is not ("Environment.get_CurrentManagedThreadId" or "Environment.get_NewLine"));

    private static PEReader Open(string project, string? name = null) =>
        new(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{name ?? $"Tributary.{project}"}.dll")));

    private static IEnumerable<string> TypesOf(MetadataReader reader) =>
        reader.TypeReferences.Select(reader.GetTypeReference).Select(type => $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}");

    private static IEnumerable<string> MembersOf(MetadataReader reader) =>
        reader.MemberReferences.Select(reader.GetMemberReference).Where(member => member.Parent.Kind == HandleKind.TypeReference).Select(member =>
            $"{reader.GetString(reader.GetTypeReference((TypeReferenceHandle)member.Parent).Name)}.{reader.GetString(member.Name)}");
}
