using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>A way by which letters leave.</summary>
internal interface IMailTransport
{
    /// <summary>What it is, for people; without its password.</summary>
    string Description { get; }

    /// <summary>Sends a letter to those of its recipients who wait for it.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="handOver">
    /// To be called at the last moment at which nobody can have the letter yet; on false it must not go on, for another server has the letter.
    /// </param>
    /// <param name="cancel">Ends it early; not once the letter is handed over.</param>
    Task<SendOutcome> SendAsync(OutboxLetter letter, Func<Task<bool>> handOver, CancellationToken cancel);

    /// <summary>Finds out what became of a letter that a server handed over which then died.</summary>
    /// <returns>How it ended; null when it is not known, or did not get through: then it is sent again, with the same message id.</returns>
    Task<SendOutcome?> FindHandedAsync(OutboxLetter letter, CancellationToken cancel);

    /// <summary>Called when the end of an attempt is noted: what was kept to find it out is kept no longer.</summary>
    void Forget(OutboxLetter letter);

    /// <summary>Tries whether it would take a letter, without sending one.</summary>
    /// <returns>What it is and that it answers; or what is wrong and what to do.</returns>
    Task<DoctorCheck> ExamineAsync(CancellationToken cancel);
}
