using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Bench;

/// <summary>The lists, filters, orders and depths that are timed.</summary>
internal static class ListQuestions
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<QueueQuestion> All { get; } = [];
}
