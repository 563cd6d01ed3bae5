using System.Collections.Immutable;
using System.IO.Enumeration;
using Tributary.Git;

namespace Tributary.Cli;

/// <summary>What is checked.</summary>
/// <param name="Files">The mail.</param>
/// <param name="IsDraft">True for commits that are no mail yet.</param>
/// <param name="Repository">The git folder of the tree at hand, or null.</param>
/// <param name="Tree">The top of the tree at hand, or null.</param>
internal sealed record CheckInput(ImmutableArray<CheckedFile> Files, bool IsDraft, string? Repository, string? Tree)
{
    /// <summary>Reads what the arguments name: files, else a revision range, else a series of the queue.</summary>
    /// <exception cref="CommandException">They name nothing, or what holds no patch.</exception>
    public static async Task<CheckInput> ReadAsync(CommandContext context, string[] what, CancellationToken cancel)
    {
        if (what.Length == 0) throw CommandException.Usage("name a mail, an mbox, a folder of patches, a revision range or a series; see trib check --help");
        var here = RepositoryPlace.Find(Directory.GetCurrentDirectory());
        var place = FindTree(context) ?? (here is { } found && IsTree(found.Top) ? here : null);
        var (files, isDraft) = await ReadFilesAsync(context, what, here?.GitFolder, cancel);
        if (!files.Any(file => file.Mails.Any(mail => mail.Part.Mail.Kind == Patches.MailKind.Patch)))
            throw CommandException.Usage($"there is no patch in {string.Join(' ', what)}; check what git format-patch, git log or trib series list shows");
        // The commits that are checked come from a tree themselves.
        place ??= isDraft ? here : null;
        return new(files, isDraft, place is { } tree && Directory.Exists(tree.GitFolder) ? tree.GitFolder : null, place?.Top);
    }

    private static async Task<(ImmutableArray<CheckedFile> Files, bool IsDraft)> ReadFilesAsync(CommandContext context, string[] what, string? repository, CancellationToken cancel)
    {
        var files = ImmutableArray.CreateBuilder<CheckedFile>();
        foreach (var one in what)
        {
            if (File.Exists(one)) files.Add(CheckedFile.Read(one, FileBytes.Read(one)));
            else if (Directory.Exists(one)) files.AddRange(ReadFolder(one));
            else if (one == "-") files.Add(CheckedFile.Read("(standard input)", await ReadAllAsync(cancel)));
            else if (what.Length > 1) throw CommandException.Usage($"{one}: there is no such file; check the path");
            else if (repository is not null && await PatchFormatter.FormatAsync(repository, one, context.Get(CheckOptions.Prefix), cancel) is { } commits)
                return ([.. CheckedFile.Read(one, commits.ToArray()).Split()], true);
            else files.Add(await QueueMail.ReadAsync(context, one, cancel));
        }

        return (files.ToImmutable(), false);
    }

    private static async Task<byte[]> ReadAllAsync(CancellationToken cancel)
    {
        using var memory = new MemoryStream();
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(memory, cancel);
        return memory.ToArray();
    }

    private static List<CheckedFile> ReadFolder(string folder)
    {
        // As Directory.GetFiles does it, without the patterns of names for which that compiles while it runs.
        var found = new FileSystemEnumerable<string>(folder, static (ref entry) => entry.ToSpecifiedFullPath(), new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false })
        {
            ShouldIncludePredicate = static (ref entry) => !entry.IsDirectory && Path.GetExtension(entry.FileName) is ".patch" or ".eml" or ".mbox" or ".mbx" or ".txt" or "",
        };
        var names = new List<string>(found);
        names.Sort(string.CompareOrdinal);
        return names.ConvertAll(static name => CheckedFile.Read(name, FileBytes.Read(name)));
    }

    private static (string GitFolder, string Top)? FindTree(CommandContext context)
    {
        if (context.Get(CheckOptions.Tree) is not { } folder) return null;
        if (!Directory.Exists(folder)) throw CommandException.Usage($"{folder}: there is no such folder; --tree names a kernel tree");
        var top = Path.GetFullPath(folder);
        // A tree without history has MAINTAINERS all the same; a repository further up is not its own.
        return RepositoryPlace.Find(top) is { } found && found.Top == top.TrimEnd('/') ? found : (Path.Combine(top, ".git"), top);
    }

    private static bool IsTree(string top) => File.Exists(Path.Combine(top, "MAINTAINERS"));
}
