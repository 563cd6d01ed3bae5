using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary><c>trib webhook</c>: who is told by HTTP what happens in a project.</summary>
internal static class WebhookCommand
{
    private static readonly Argument<string> Url = new("URL") { Description = "Where it is told: an address that begins with https:// or http://." };
    private static readonly Argument<string> Id = new("ID") { Description = "The webhook's number, as trib webhook list shows it." };
    private static readonly Option<string?> Secret = new("--secret") { Description = "The secret that signs what is sent (default: a new one, which is printed).", HelpName = "WORD" };

    private static readonly Option<string[]> Categories = new("--category")
    {
        Description = "Only events of this category, e.g. series-completed; may be given several times (default: all).",
        HelpName = "CATEGORY",
    };

    /// <summary>The command.</summary>
    public static Command Create() => new("webhook", "Looks after those who are told by HTTP what happens in a project.")
    {
        new Command("add", "Makes a webhook, which is told of what happens from now on.") { Url, Secret, Categories, GlobalOptions.Project, WebhookOptions.Allow, GlobalOptions.Json }.Runs(AddAsync),
        new Command("list", "Lists the webhooks of a project.") { GlobalOptions.Project, GlobalOptions.Json }.Runs(ListAsync),
        new Command("remove", "Removes a webhook with its deliveries.") { Id }
            .Runs(static (context, cancel) => ChangeAsync(context, static (step, id, actor, cancel) => step.RemoveAsync(id, actor, cancel), static (_, _) => "", cancel)),
        new Command("test", "Sends a webhook an event that did not happen; trib serve sends it.") { Id }
            .Runs(static (context, cancel) => ChangeAsync(context, static (step, id, actor, cancel) => step.TestAsync(id, actor, cancel), static (_, delivery) => $"delivery {delivery} is sent in a moment", cancel)),
    };

    private static async Task<int> AddAsync(CommandContext context, CancellationToken cancel)
    {
        var (policy, categories) = (WebhookOptions.ReadPolicy(context), WebhookOptions.ReadCategories(context.Get(Categories) ?? []));
        await using var database = await context.OpenDatabaseAsync(cancel);
        var project = await ProjectChoice.FindAsync(context, database, cancel);
        var webhook = new Webhook { Project = project.Id, Url = context.Get(Url)!, Secret = context.Get(Secret) ?? WebhookStep.NewSecret(), Categories = categories };
        var id = Done(await new WebhookStep(database, policy, site: "").AddAsync(webhook, UserOptions.NewActor(), cancel));
        var view = WebhookView.From((await new WebhookQueries(database).FindAsync(id, cancel))!, project.Name) with { Secret = webhook.Secret };
        context.Output.WriteLine(context.IsJson ? JsonSerializer.Serialize(view, ViewJson.Options) : $"webhook {id} is made; its secret, printed only now: {webhook.Secret}");
        return ExitStatus.Done;
    }

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        var project = await ProjectChoice.FindAsync(context, database, cancel);
        var webhooks = await new WebhookQueries(database).ListAsync(project.Id, cancel);
        if (webhooks.Count == 0) throw CommandException.No($"{project.Name} has no webhooks; make one with trib webhook add");
        foreach (var view in webhooks.Select(one => WebhookView.From(one, project.Name)))
        {
            context.Output.WriteLine(context.IsJson ? JsonSerializer.Serialize(view, ViewJson.Options)
                : TerminalText.Line(string.Create(CultureInfo.InvariantCulture, $"{view.Id,4}  {view.Url}  {(view.Categories.IsEmpty ? "everything" : string.Join(", ", view.Categories))}")));
        }

        return ExitStatus.Done;
    }

    private static async Task<int> ChangeAsync(
        CommandContext context, Func<WebhookStep, long, WorkActor, CancellationToken, Task<WorkOutcome>> change, Func<long, long, string> say, CancellationToken cancel)
    {
        if (!long.TryParse(context.Get(Id), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) throw CommandException.Usage($"{context.Get(Id)} is no number of a webhook");
        await using var database = await context.OpenDatabaseAsync(cancel);
        var result = Done(await change(new(database, WebhookPolicy.Strict, site: ""), id, UserOptions.NewActor(), cancel));
        if (say(id, result) is { Length: > 0 } sentence) context.Output.WriteLine(sentence);
        return ExitStatus.Done;
    }

    private static long Done(WorkOutcome outcome) => outcome switch
    {
        WorkOutcome.Done done => done.Id,
        WorkOutcome.Invalid wrong => throw CommandException.Usage($"{(wrong.Field == "url" ? "URL" : $"--{wrong.Field}")}: {wrong.Sentence.TrimEnd('.')}"),
        WorkOutcome.Conflict conflict => throw CommandException.No(conflict.Sentence.TrimEnd('.')),
        _ => throw CommandException.No("there is no such webhook; trib webhook list shows those there are"),
    };
}
