using System.Diagnostics.CodeAnalysis;

namespace Tributary.Server;

/// <summary>
/// Who writes to an embedded database: the process that holds the lock of its folder. It is the operating system's, so it ends with the
/// process, however that ends. Others hand their mail to the holder or wait.
/// </summary>
public sealed class WriterLock : IDisposable
{
    private readonly FileStream _file;

    private WriterLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <param name="folder">The data folder; made where it is absent, readable by its owner only.</param>
    /// <param name="held">The lock; disposing it gives it back.</param>
    /// <returns>False when another process holds it.</returns>
    public static bool TryTake(string folder, [NotNullWhen(true)] out WriterLock? held)
    {
        Directory.CreateDirectory(folder);
        try
        {
            held = new(new FileStream(Path.Combine(folder, "writer.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            return true;
        }
        catch (IOException failure) when (failure is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            held = null;
            return false;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();
}
