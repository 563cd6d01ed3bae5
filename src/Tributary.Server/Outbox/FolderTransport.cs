using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Puts each letter into a folder as a file whose name is made of its message id, whole at once.</summary>
/// <param name="folder">The folder.</param>
internal sealed class FolderTransport(string folder) : IMailTransport
{
    /// <inheritdoc />
    public string Description => $"the folder {folder}";

    /// <inheritdoc />
    public async Task<SendOutcome> SendAsync(OutboxLetter letter, Func<Task<bool>> handOver, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var hidden = Path.Combine(folder, $".{NameOf(letter)}.tmp");
        await using (var file = new FileStream(hidden, FileMode.Create, FileAccess.Write))
        {
            await file.WriteAsync(letter.Content, cancel);
            file.Flush(flushToDisk: true);
        }

        if (!await handOver()) return new SendOutcome.Postponed("another server took it over");
        File.Move(hidden, PathOf(letter), overwrite: true);
        return Taken(letter);
    }

    /// <inheritdoc />
    public Task<SendOutcome?> FindHandedAsync(OutboxLetter letter, CancellationToken cancel) =>
        Task.FromResult<SendOutcome?>(File.Exists(PathOf(letter)) ? Taken(letter) : null);

    /// <inheritdoc />
    public void Forget(OutboxLetter letter)
    {
        // Nothing was kept.
    }

    /// <inheritdoc />
    public Task<DoctorCheck> ExamineAsync(CancellationToken cancel)
    {
        try
        {
            Directory.CreateDirectory(folder);
            File.Delete(Path.Combine(folder, ".trib-doctor"));
            File.WriteAllBytes(Path.Combine(folder, ".trib-doctor"), []);
            File.Delete(Path.Combine(folder, ".trib-doctor"));
            return Task.FromResult(new DoctorCheck("mail out", IsGood: true, Description));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(new DoctorCheck("mail out", IsGood: false, failure.Message, "let trib write to the folder, or name another one"));
        }
    }

    private static SendOutcome.Answered Taken(OutboxLetter letter) => SendOutcome.Answered.All(letter.Waiting, RecipientState.Sent, "in the folder");

    // Our own ids hold nothing that a file's name cannot.
    private static string NameOf(OutboxLetter letter) => $"{letter.MessageId.Value}.eml";

    private string PathOf(OutboxLetter letter) => Path.Combine(folder, NameOf(letter));
}
