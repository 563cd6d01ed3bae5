using Tributary.Store;

namespace Tributary.Server;

/// <summary>What the forms of the queue and of series lead to, taken together.</summary>
internal sealed class WorkDoors(IServiceProvider services)
{
    /// <summary>Changes.</summary>
    public ChangeStep Change => Get<ChangeStep>();

    /// <summary>Takes changes back.</summary>
    public UndoStep Undo => Get<UndoStep>();

    /// <summary>Relinks.</summary>
    public RelinkStep Relink => Get<RelinkStep>();

    /// <summary>To-do lists.</summary>
    public TodoStep Todo => Get<TodoStep>();

    /// <summary>Bundles.</summary>
    public BundleCollecting Bundles => Get<BundleCollecting>();

    /// <summary>What was changed.</summary>
    public ChangeQueries Changes => Get<ChangeQueries>();

    /// <summary>Series.</summary>
    public SeriesQueries Series => Get<SeriesQueries>();

    /// <summary>Numbers of patches.</summary>
    public WorkQueries Work => Get<WorkQueries>();

    private T Get<T>()
        where T : class => (T)services.GetService(typeof(T))!;
}
