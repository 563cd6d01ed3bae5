namespace Tributary.Server;

/// <summary>A to-do list as data.</summary>
/// <param name="User">Whose it is.</param>
/// <param name="Waiting">What was given to him and waits.</param>
/// <param name="Entries">What he put there by hand.</param>
public sealed record TodoView(string User, IEnumerable<SeriesLineView> Waiting, IEnumerable<TodoEntryView> Entries)
{
    /// <summary>The data of a page.</summary>
    public static TodoView From(TodoModel model) => new(
        model.User.Username, model.Waiting.SelectMany(project => project.Lines).Select(line => SeriesLineView.From(line, model.Now)), model.Entries.Select(entry => new TodoEntryView(SeriesLineView.From(entry.Series, model.Now), entry.Note, entry.At)));
}

/// <summary>A series on a to-do list as data.</summary>
/// <param name="Series">The series.</param>
/// <param name="Note">The note.</param>
/// <param name="Since">When it was put there.</param>
public sealed record TodoEntryView(SeriesLineView Series, string Note, DateTimeOffset Since);
