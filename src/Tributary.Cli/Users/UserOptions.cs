using System.CommandLine;
using System.Text;
using Tributary.Policy;
using Tributary.Server;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary>What is said of an account on the command line.</summary>
internal static class UserOptions
{
    // More than the longest password in UTF-8, with its line end.
    private const int MostPasswordBytes = (4 * Passwords.Most) + 2;

    /// <summary>Whose account it is.</summary>
    public static Argument<string> Name { get; } = new("NAME") { Description = "The user name." };

    /// <summary>The address.</summary>
    public static Option<string?> Email { get; } = new("--email") { Description = "The address: mail from it is the user's.", HelpName = "ADDRESS" };

    /// <summary>The given name.</summary>
    public static Option<string?> FirstName { get; } = new("--first-name") { Description = "The given name.", HelpName = "NAME" };

    /// <summary>The family name.</summary>
    public static Option<string?> LastName { get; } = new("--last-name") { Description = "The family name.", HelpName = "NAME" };

    /// <summary>May do everything.</summary>
    public static Option<bool> Admin { get; } = new("--admin") { Description = "Make an administrator, who may do everything." };

    /// <summary>Projects that the user maintains.</summary>
    public static Option<string[]> Maintainer { get; } = new("--maintainer")
    {
        Description = "Make a maintainer of the project, who decides on its patches; may be given several times.",
        HelpName = "PROJECT",
    };

    /// <summary>Takes a password from standard input.</summary>
    public static Option<bool> PasswordFromInput { get; } = new("--password-stdin") { Description = "Read the password from standard input: one line." };

    /// <summary>What these options say.</summary>
    /// <exception cref="CommandException">A project or the password cannot be read.</exception>
    public static async Task<AccountEdit> ReadAsync(CommandContext context, Database database, CancellationToken cancel) => new()
    {
        Email = context.Get(Email), FirstName = context.Get(FirstName), LastName = context.Get(LastName),
        Password = context.Get(PasswordFromInput) ? await ReadPasswordAsync(cancel) : null,
        IsAdmin = context.Get(Admin) ? true : null, Maintains = [.. await FindProjectsAsync(database, context.Get(Maintainer) ?? [], cancel)],
    };

    /// <summary>The numbers of projects.</summary>
    /// <exception cref="CommandException">One is not there.</exception>
    public static async Task<IReadOnlyList<long>> FindProjectsAsync(Database database, IReadOnlyCollection<string> names, CancellationToken cancel)
    {
        var found = new List<long>();
        foreach (var name in names) found.Add(await FindProjectAsync(database, name, cancel));
        return found;
    }

    /// <summary>He who runs the machine.</summary>
    public static WorkActor NewActor() => new(User: null, Door.CommandLine, TimeProvider.System.GetUtcNow());

    /// <summary>The end of a command by how its work ended.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="missing">What was looked for, for the case that it is not there.</param>
    /// <exception cref="CommandException">It is not done.</exception>
    public static void EnsureDone(WorkOutcome outcome, string missing)
    {
        switch (outcome)
        {
            case WorkOutcome.Done: return;
            case WorkOutcome.NotFound: throw CommandException.No(missing);
            case WorkOutcome.Invalid wrong: throw CommandException.Usage($"{OptionOf(wrong.Field)}: {wrong.Sentence.TrimEnd('.')}");
            case WorkOutcome.Refused refused: throw CommandException.No(refused.Sentence.TrimEnd('.'));
            case WorkOutcome.Conflict conflict: throw CommandException.No(conflict.Sentence.TrimEnd('.'));
            default: throw new InvalidOperationException(outcome.ToString());
        }
    }

    private static string OptionOf(string field) => field switch { "username" => "NAME", "password" => "--password-stdin", _ => $"--{field.Replace('_', '-')}" };

    // People get their accounts before the first mail comes: the project of the default profile is there as soon as somebody names it.
    private static async Task<long> FindProjectAsync(Database database, string name, CancellationToken cancel)
    {
        var projects = await new ProjectQueries(database).ListAsync(cancel);
        if (ProjectNames.Choose(projects, name, project => ProfileFile.Find(project.Profile)) is { } project) return project.Id;
        var profile = BuiltInProfiles.Find(BuiltInProfiles.Default)!;
        var isDefault = new[] { profile.Project }.Concat(profile.Aliases).Contains(name, StringComparer.OrdinalIgnoreCase);
        if (isDefault)
        {
            var made = await new ProjectStore(database).FindOrAddAsync(profile.Project, profile.Name, cancel);
            await new DelegateAccounts(database).MakeAsync(made, profile, TimeProvider.System.GetUtcNow(), cancel);
            return made;
        }

        var known = projects.Count == 0 ? profile.Project : string.Join(", ", projects.Select(each => each.Name));
        throw CommandException.Usage($"there is no project {name}; there is {known}, and trib import --project makes others");
    }

    private static async Task<string> ReadPasswordAsync(CancellationToken cancel)
    {
        var bytes = new byte[MostPasswordBytes + 1];
        await using var input = Console.OpenStandardInput();
        var count = await input.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        if (count == bytes.Length) throw CommandException.Usage("standard input is longer than a password");
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, 0, count).TrimEnd('\n').TrimEnd('\r');
            return text.Contains('\n', StringComparison.Ordinal) ? throw CommandException.Usage("standard input has several lines; a password is one") : text;
        }
        catch (DecoderFallbackException)
        {
            throw CommandException.Usage("the password on standard input is not UTF-8");
        }
    }
}
