using System.Collections.Immutable;
using System.CommandLine;
using Tributary.Mail;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary><c>trib outbox test</c>: a letter to see whether mail goes out.</summary>
internal static class OutboxTestCommand
{
    private static readonly Argument<string[]> To = new("ADDRESS") { Description = "Whom to write to.", Arity = ArgumentArity.OneOrMore };

    /// <summary>The command.</summary>
    public static Command Create() => new Command("test", "Puts a letter into the outbox that says that mail goes out; trib serve sends it.") { To, MailOutOptions.From, GlobalOptions.Json }
        .Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        ImmutableArray<string> addresses = [.. context.Get(To)!.Select(AddressChoice.Read)];
        var mail = MailOutOptions.Read(context);
        await using var database = await context.OpenDatabaseAsync(cancel);
        var key = $"test/{Guid.NewGuid():N}";
        await using (var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel))
        {
            await new Outbox(mail.Identity, TimeProvider.System).PutAsync(write, new()
            {
                Key = key, To = [.. addresses.Select(static one => new Mailbox("", one))], Subject = "A test of Tributary's outbox",
                Text = "This letter was asked for with trib outbox test. It came to you, so mail goes out.\n",
            }, cancel);
            await write.CommitAsideAsync(cancel);
        }

        var letter = (await new OutboxQueries(database).FindByKeyAsync(key, cancel))!;
        context.Output.WriteLine(context.IsJson ? System.Text.Json.JsonSerializer.Serialize(LetterView.From(letter), ViewJson.Options) : $"letter {letter.Id} is in the outbox");
        return ExitStatus.Done;
    }
}
