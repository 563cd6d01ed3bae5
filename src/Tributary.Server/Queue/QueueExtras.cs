using Tributary.Store;

namespace Tributary.Server;

/// <summary>Adds to a page of the queue what people put there: tags, saved filters, and the desk of the visitor.</summary>
internal sealed class QueueExtras(TagQueries tags, SavedFilterQueries saved, VerdictQueries verdicts, AppliesStore applies, WorkDesks desks)
{
    /// <summary>The page with them.</summary>
    public async Task<QueueModel> AddAsync(QueueModel model, Visitor visitor, CancellationToken cancel) => model with
    {
        Tags = await tags.ListAsync([.. model.Lines.Select(line => line.Id)], cancel),
        Verdicts = await verdicts.ListCountsAsync([.. model.Lines.Select(line => line.Id)], cancel),
        Applies = await applies.ListAsync([.. model.Lines.Select(line => line.Id)], cancel),
        ProjectTags = await tags.ListAsync(model.Project.Id, cancel),
        Saved = await saved.ListAsync(model.Project.Id, visitor.User?.Id, cancel),
        Desk = await desks.LayAsync(model.Project.Id, visitor, cancel),
    };
}
