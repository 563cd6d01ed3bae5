namespace Tributary.Server;

/// <summary>How changes that were asked for by XML-RPC are answered.</summary>
internal static class RpcAnswers
{
    /// <summary>True where it is done; a fault that says why not.</summary>
    public static object From(WorkOutcome outcome) => outcome switch
    {
        WorkOutcome.Done => true,
        WorkOutcome.Refused refused => new RpcFault($"No permissions to edit this patch: {refused.Sentence}"),
        WorkOutcome.Invalid invalid => new RpcFault($"{invalid.Field}: {invalid.Sentence}"),
        WorkOutcome.Conflict conflict => new RpcFault(conflict.Sentence),
        _ => new RpcFault("There is no such patch."),
    };
}
