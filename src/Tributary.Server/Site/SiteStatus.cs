namespace Tributary.Server;

/// <summary>What the head of every page says of the server: mail that is still coming in, words that are not indexed yet.</summary>
public sealed class SiteStatus
{
    private volatile string _importing = "";
    private volatile string _following = "";
    private volatile string _behind = "";

    /// <summary>What is to be said of the mail that comes in: of the import that runs, and of followed sources that failed; empty when there is nothing.</summary>
    public string Importing => $"{_importing} {_following}".Trim();

    /// <summary>A sentence about what search does not find yet; empty when all is indexed.</summary>
    public string SearchBehind => _behind;

    /// <summary>Says how far the import is; empty when it has ended well.</summary>
    public void SayImporting(string sentence) => _importing = sentence;

    /// <summary>Says which followed sources could not be read, and why; empty when all could.</summary>
    public void SayFollowing(string sentence) => _following = sentence;

    /// <summary>Says how far the word index is; empty when it has caught up.</summary>
    public void SaySearchBehind(string sentence) => _behind = sentence;
}
