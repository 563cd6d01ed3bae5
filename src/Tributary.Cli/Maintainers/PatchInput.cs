using Tributary.Git;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Policy;

namespace Tributary.Cli;

/// <summary>What an argument of <c>trib maintainers</c> names.</summary>
internal static class PatchInput
{
    /// <summary>The patch that it is or holds; null where it names a path of the tree.</summary>
    /// <param name="one">The argument.</param>
    /// <param name="tree">The tree.</param>
    /// <param name="isPath">True when the caller says that it is a path.</param>
    /// <param name="cancel">Kills git.</param>
    public static async Task<PatchTouch?> ReadAsync(string one, KernelTree tree, bool isPath, CancellationToken cancel)
    {
        if (isPath) return null;
        if (one == "-")
        {
            using var memory = new MemoryStream();
            await using var input = Console.OpenStandardInput();
            await input.CopyToAsync(memory, cancel);
            return Demand(memory.ToArray(), "standard input");
        }

        if (File.Exists(one))
        {
            var isOfTree = PathOf(one, tree) is not null;
            // Read at once: to wait for it would start the runtime's threads for some kilobytes.
            var bytes = FileBytes.Read(one);
            var touch = PatchTouch.Read(PatchText.Of(bytes).Span);
            // The cover letter of the patches beside it touches nothing.
            if (!touch.IsPatch && IsCover(bytes)) return touch;
            // A file of the tree that shows a diff (documentation, say) is a file of the tree.
            return isOfTree && !one.EndsWith(".patch", StringComparison.Ordinal) && !one.EndsWith(".eml", StringComparison.Ordinal) ? null
                : touch.IsPatch || !isOfTree ? Demand(touch, one) : null;
        }

        if (PathOf(one, tree) is not null) return null;
        var repository = RepositoryPlace.Find(Directory.GetCurrentDirectory())?.GitFolder ?? tree.Repository;
        if (repository is null || await PatchFormatter.FormatAsync(repository, one, prefix: null, cancel) is not { } patches) return null;
        return patches.IsEmpty ? throw CommandException.No($"{one} holds no commits") : PatchTouch.Read(patches.Span);
    }

    /// <summary>The path from the top of the tree, a folder's with a slash at its end; null where the tree has none.</summary>
    /// <param name="one">A path from the top, or from where the caller stands.</param>
    /// <param name="tree">The tree.</param>
    public static string? PathOf(string one, KernelTree tree)
    {
        var full = Path.GetFullPath(one);
        var inside = full.StartsWith(tree.Folder + "/", StringComparison.Ordinal) && (File.Exists(full) || Directory.Exists(full)) ? full[(tree.Folder.Length + 1)..] : one;
        if (!tree.Has(inside)) return null;
        return Directory.Exists(Path.Combine(tree.Folder, inside)) && !inside.EndsWith('/') ? inside + "/" : inside;
    }

    private static bool IsCover(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        var first = bytes.AsSpan().StartsWith("From "u8) ? MboxReader.Read(stream).FirstOrDefault() : bytes;
        return PatchMail.Read(MessageReader.Read(first)).Kind == MailKind.CoverLetter;
    }

    private static PatchTouch Demand(byte[] bytes, string name) => Demand(PatchTouch.Read(PatchText.Of(bytes).Span), name);

    private static PatchTouch Demand(PatchTouch touch, string name) => touch.IsPatch ? touch : throw CommandException.Usage($"{name} is no patch; to ask about a file of the tree give its path with --file");
}
