namespace Tributary.Server;

/// <summary>What the head of every page says of the server: mail that is still coming in, words that are not indexed yet.</summary>
public sealed class SiteStatus
{
    private volatile string _importing = "";
    private volatile string _behind = "";

    /// <summary>A sentence about the import that runs; empty when none does.</summary>
    public string Importing => _importing;

    /// <summary>A sentence about what search does not find yet; empty when all is indexed.</summary>
    public string SearchBehind => _behind;

    /// <summary>Says how far the import is; empty when it has ended well.</summary>
    public void SayImporting(string sentence) => _importing = sentence;

    /// <summary>Says how far the word index is; empty when it has caught up.</summary>
    public void SaySearchBehind(string sentence) => _behind = sentence;
}
