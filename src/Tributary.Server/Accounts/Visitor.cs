using System.Reflection;
using Microsoft.AspNetCore.Http;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Who asks for a page: somebody who signed in by a browser, or anybody. Handlers take it as a parameter.</summary>
/// <param name="User">The user, active; null: not signed in.</param>
/// <param name="Session">The session; null: not signed in.</param>
/// <param name="At">When he asks.</param>
public sealed record Visitor(User? User, StoredSession? Session, DateTimeOffset At)
{
    private static readonly Visitor Nobody = new(User: null, Session: null, DateTimeOffset.UnixEpoch);

    /// <summary>He who asks for a change by a page.</summary>
    public WorkActor Actor => new(User, Door.Web, At);

    /// <summary>True when he may change what belongs to the project as a whole.</summary>
    /// <param name="project">The project's number.</param>
    public bool MayChangeProject(long project) => WorkRules.MayChangeProject(Actor.RolesIn(project));

    /// <summary>Binds it for a handler.</summary>
    public static ValueTask<Visitor> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(Of(context));

    /// <summary>Who asks; nobody where the pages are drawn without a server.</summary>
    public static Visitor Of(HttpContext? context) => context?.Features.Get<Visitor>() ?? Nobody;
}
