using System.CommandLine;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary>The options that say where imported mail goes.</summary>
internal static class ImportOptions
{
    /// <summary>The profile of a new project.</summary>
    public static Option<string?> Profile { get; } = new("--profile")
    {
        Description = "The profile of the project, when the project is new: a built-in name or a file of your own (default: bpf).",
        HelpName = "NAME|FILE.yaml",
    };

    /// <summary>Takes only a list's mail.</summary>
    public static Option<string?> ListId { get; } = new("--list-id")
    {
        Description = "Take only mail that bears this List-Id, e.g. patches.lists.example.org; other mail is passed over and not kept.",
        HelpName = "ID",
    };

    /// <summary>Where mail goes by these options and <c>--project</c>.</summary>
    public static async Task<ImportTarget> ResolveAsync(CommandContext context, Database database, CancellationToken cancel)
    {
        var target = await ImportChoice.ResolveAsync(database, context.Get(GlobalOptions.Project), context.Get(Profile), cancel);
        // As in the header: "BPF list <patches.lists.example.org>" is understood too.
        var listId = context.Get(ListId);
        return target with { ListId = listId?[(listId.LastIndexOf('<') + 1)..].TrimEnd('>', ' ').ToLowerInvariant() };
    }
}
