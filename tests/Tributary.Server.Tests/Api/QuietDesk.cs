namespace Tributary.Server.Tests;

/// <summary>One server for all tests of a class that change nothing.</summary>
public sealed class QuietDesk : IAsyncLifetime
{
    internal ApiDesk Desk { get; private set; } = null!;

    /// <summary>A maintainer.</summary>
    internal DeskUser Mia { get; private set; } = null!;

    /// <summary>A stranger.</summary>
    internal DeskUser Sam { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        Desk = await ApiDesk.OpenAsync(ApiMails.All);
        Mia = await Desk.AddUserAsync("mia", isMaintainer: true);
        Sam = await Desk.AddUserAsync("sam");
    }

    /// <inheritdoc />
    public Task DisposeAsync() => Desk.DisposeAsync().AsTask();
}
