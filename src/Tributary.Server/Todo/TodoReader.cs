using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Gathers what waits for a user.</summary>
internal sealed class TodoReader(TodoQueries todo, SeriesQueries series, ProjectQueries projects, TimeProvider clock)
{
    private const int MostLines = 200;

    /// <summary>What waits for him: series of his in a state that waits for a maintainer, and what he put there by hand.</summary>
    public async Task<TodoModel> ReadAsync(User user, CancellationToken cancel)
    {
        var waiting = ImmutableArray.CreateBuilder<TodoProject>();
        foreach (var project in await projects.ListAsync(cancel))
        {
            var lines = await series.ListAsync(new() { Project = project.Id, WaitingOnly = true, Delegate = user.Username }, after: null, MostLines, cancel);
            if (lines.Count > 0) waiting.Add(new(project, [.. lines]));
        }

        return new(user, waiting.ToImmutable(), await todo.ListAsync(user.Id, cancel), clock.GetUtcNow());
    }
}

/// <summary>What the page of a to-do list shows.</summary>
/// <param name="User">Whose it is.</param>
/// <param name="Waiting">What was given to him and waits, by project.</param>
/// <param name="Entries">What he put there by hand, newest first.</param>
/// <param name="Now">When the page was made.</param>
public sealed record TodoModel(User User, ImmutableArray<TodoProject> Waiting, ImmutableArray<TodoEntry> Entries, DateTimeOffset Now);

/// <summary>What waits for a user in a project.</summary>
/// <param name="Project">The project.</param>
/// <param name="Lines">The series, newest activity first.</param>
public sealed record TodoProject(StoredProject Project, ImmutableArray<SeriesSummary> Lines);
