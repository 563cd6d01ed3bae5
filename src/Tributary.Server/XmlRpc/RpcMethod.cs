using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>A method of Patchwork's XML-RPC interface, as <c>pwclient</c> calls it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Says">What it takes and gives, in a line.</param>
/// <param name="Run">Does it: a value to answer with, or an <see cref="RpcFault"/>.</param>
internal sealed record RpcMethod(string Name, string Says, Func<RpcRequest, CancellationToken, Task<object>> Run)
{
    /// <summary>True where only users may call it.</summary>
    public bool IsForUsers { get; init; }
}

/// <summary>A call with who makes it.</summary>
/// <param name="Call">What is asked.</param>
/// <param name="User">Who asks; null: he did not say.</param>
/// <param name="At">When.</param>
/// <param name="Projects">The projects as they are now.</param>
internal sealed record RpcRequest(RpcCall Call, User? User, DateTimeOffset At, ProjectCatalog Projects)
{
    /// <summary>Who asks, for what he changes.</summary>
    public WorkActor Actor => new(User, Door.Api, At);
}

/// <summary>Methods that belong together.</summary>
internal interface IRpcMethods
{
    /// <summary>All of them.</summary>
    ImmutableArray<RpcMethod> Methods { get; }
}
