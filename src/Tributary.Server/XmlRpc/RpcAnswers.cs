using System.Globalization;

namespace Tributary.Server;

/// <summary>How things are written in answers.</summary>
internal static class RpcAnswers
{
    /// <summary>A time, in UTC and without its zone.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>What became of a change: true where it is done, else a fault that says why not.</summary>
    public static object From(WorkOutcome outcome) => outcome switch
    {
        WorkOutcome.Done => true,
        WorkOutcome.Refused refused => new RpcFault($"No permissions to edit this patch: {refused.Sentence}"),
        WorkOutcome.Invalid invalid => new RpcFault($"{invalid.Field}: {invalid.Sentence}"),
        WorkOutcome.Conflict conflict => new RpcFault(conflict.Sentence),
        _ => new RpcFault("There is no such patch."),
    };
}
