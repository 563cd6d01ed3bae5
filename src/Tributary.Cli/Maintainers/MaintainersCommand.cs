using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Tributary.Git;
using Tributary.Policy;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary><c>trib maintainers</c>: whom a change concerns, as scripts/get_maintainer.pl has it.</summary>
internal static class MaintainersCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new Command("maintainers", "Says whom patches or files concern, by MAINTAINERS and the history: the people and lists of get_maintainer.pl.")
    {
        MaintainersOptions.What, MaintainersOptions.Tree, MaintainersOptions.Paths, MaintainersOptions.Jit, MaintainersOptions.SendEmail, MaintainersOptions.History,
        MaintainersOptions.NoFallback, MaintainersOptions.NoFixes, MaintainersOptions.NoKeywords, MaintainersOptions.SubscriberLists, MaintainersOptions.Depth,
        MaintainersOptions.Since, CheckOptions.Profile, GlobalOptions.Json,
    }.Runs(RunAsync);

    /// <summary>Runs it.</summary>
    public static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var tree = TreeChoice.Get(context.Get(MaintainersOptions.Tree));
        var search = new MaintainersSearch(tree.Maintainers, tree.Source, MaintainersOptions.Choice(context));
        if (context.Get(MaintainersOptions.Jit) is { } arch) AddJit(search, tree, arch);
        else await AddAsync(search, tree, context, cancel);

        var match = search.Match();
        // A JIT changes seldom: its people are found in all of its history.
        var since = context.Get(MaintainersOptions.Jit) is null ? context.Get(MaintainersOptions.Since)! : "";
        var people = match.Complete(await new HistoryReader(tree, since).ReadAsync(match, cancel));
        if (people.IsEmpty) throw CommandException.No("nobody is named for these; check the paths");
        Write(context, people);
        return ExitStatus.Done;
    }

    private static void AddJit(MaintainersSearch search, KernelTree tree, string arch)
    {
        var path = $"arch/{arch}/net/";
        if (!tree.Has(path)) throw CommandException.No($"{tree.Folder} has no {path}; see arch/*/net for the JITs that there are");
        search.Add(path);
    }

    private static async Task AddAsync(MaintainersSearch search, KernelTree tree, CommandContext context, CancellationToken cancel)
    {
        var what = context.Get(MaintainersOptions.What) ?? [];
        if (what.Length == 0) throw CommandException.Usage("name a patch, a file of the tree or a revision range; see trib maintainers --help");
        foreach (var one in what)
        {
            if (await PatchInput.ReadAsync(one, tree, context.Get(MaintainersOptions.Paths), cancel) is { } patch) search.Add(patch);
            else search.Add(PatchInput.PathOf(one, tree) ?? throw CommandException.Usage($"{one}: neither a file, nor a path of {tree.Folder}, nor a revision range"));
        }
    }

    private static void Write(CommandContext context, ImmutableArray<Responsible> people)
    {
        if (context.Get(MaintainersOptions.SendEmail))
        {
            var lists = ProfileChoice.Get(context).Lists.Select(static list => list.Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var (option, who) in SendArguments.Of(people, lists)) context.Output.WriteLine($"{option}={who}");
            return;
        }

        foreach (var one in people) context.Output.WriteLine(context.IsJson ? JsonSerializer.Serialize(MaintainerView.From(one), ViewJson.Options) : one.ToString());
    }

    private sealed record MaintainerView(string Name, string Email, string Role, string Kind)
    {
        public static MaintainerView From(Responsible one) => new(one.Name, one.Email, one.Role, one.Kind switch
        {
            ResponsibleKind.InFile => "in-file",
            var kind => kind.ToString().ToLowerInvariant(),
        });
    }
}
