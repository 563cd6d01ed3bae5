namespace Tributary.Server.Tests;

/// <summary>One server for all tests of a class that only read.</summary>
public sealed class QuietDesk : IAsyncLifetime
{
    internal ApiDesk Desk { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync() => Desk = await ApiDesk.OpenAsync(ApiMails.All);

    /// <inheritdoc />
    public Task DisposeAsync() => Desk.DisposeAsync().AsTask();
}
