using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>No way out: letters are kept and shown.</summary>
internal sealed class DryRunTransport : IMailTransport
{
    /// <inheritdoc />
    public string Description => "dry run: letters are kept and shown, none is sent";

    /// <inheritdoc />
    public Task<SendOutcome> SendAsync(OutboxLetter letter, Func<Task<bool>> handOver, CancellationToken cancel) => Task.FromResult<SendOutcome>(new SendOutcome.Kept());

    /// <inheritdoc />
    public Task<SendOutcome?> FindHandedAsync(OutboxLetter letter, CancellationToken cancel) => Task.FromResult<SendOutcome?>(null);

    /// <inheritdoc />
    public void Forget(OutboxLetter letter)
    {
        // Nothing was kept.
    }

    /// <inheritdoc />
    public Task<DoctorCheck> ExamineAsync(CancellationToken cancel) =>
        Task.FromResult(new DoctorCheck("mail out", IsGood: true, Description, "to send, give trib serve --mail-out and --mail-from (TRIBUTARY_MAIL_OUT, TRIBUTARY_MAIL_FROM)"));
}
