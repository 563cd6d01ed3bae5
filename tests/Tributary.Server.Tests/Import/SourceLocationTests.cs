namespace Tributary.Server.Tests;

public sealed class SourceLocationTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tributary-source-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("From mboxrd@z Thu Jan  1 00:00:00 1970\nSubject: a\n\n")]
    [InlineData("\uFEFFFrom mboxrd@z Thu Jan  1 00:00:00 1970\nSubject: a\n\n")]
    [InlineData("\n\nFrom nobody\n")]
    [InlineData(">From nobody\nSubject: a\n\n")]
    [InlineData("\uFEFFSubject: a\n\n")]
    [InlineData(" \n\t\r\nFrom nobody\n")]
    [InlineData("Subject : a\n\n")]
    [InlineData("")]
    public async Task File_WhenItBeginsAsMailDoes_ThenItIsAMailbox(string text) => (await RecogniseAsync(text)).ShouldBe("mbox");

    [Theory]
    [InlineData("Some words of somebody.\n")]
    [InlineData("\uFEFF<html>")]
    public async Task File_WhenItBeginsOtherwise_ThenItIsNone(string text) => (await Should.ThrowAsync<SourceException>(() => RecogniseAsync(text))).Message.ShouldContain("is no source of mail");

    [Theory]
    [InlineData("a.mbox")]
    [InlineData("a.eml")]
    public async Task File_WhenItsNameSaysSo_ThenItIsAMailboxWhateverItHolds(string name) => (await RecogniseAsync("Some words of somebody.\nSubject: a\n\n", name)).ShouldBe("mbox");

    private async Task<string> RecogniseAsync(string text, string name = "file")
    {
        var path = Path.Combine(folder.FullName, name);
        await File.WriteAllTextAsync(path, text);
        return (await SourceLocation.RecogniseAsync([path], folder.FullName, CancellationToken.None)).ShouldHaveSingleItem().Kind;
    }
}
