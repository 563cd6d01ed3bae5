namespace Tributary.Store;

/// <summary>
/// Mails that were read one after the other, encoded together: they are much alike, and take two thirds of what each would take by itself. Most lie so in the
/// database (<see cref="MessageBlocks"/>).
/// </summary>
public sealed class StoredBlock
{
    /// <summary>Bytes of its mails at most: to read one of them no more is decoded. A larger mail stands alone.</summary>
    public const int MostBytes = 64 * 1024;

    /// <summary>Mails at most.</summary>
    public const int MostMails = 64;

    /// <summary>How many mails it holds.</summary>
    public int Mails { get; private set; }

    /// <summary>Its bytes, once no more mails come.</summary>
    public StoredContent Content { get; private set; }

    /// <summary>A block of one mail.</summary>
    public static StoredBlock Of(StoredContent content) => new() { Mails = 1, Content = content };

    /// <summary>One more mail is in.</summary>
    internal void Add() => Mails++;

    /// <summary>All mails are in.</summary>
    internal void Close(StoredContent content) => Content = content;
}
