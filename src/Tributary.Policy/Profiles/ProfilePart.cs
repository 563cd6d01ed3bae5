namespace Tributary.Policy;

/// <summary>A part of a profile that is read when somebody first asks for it: a check of a few patches needs hardly half of them. It may be asked from any thread.</summary>
/// <typeparam name="T">Its values.</typeparam>
internal sealed class ProfilePart<T>
    where T : class
{
    private readonly Lock _reading = new();
    private Func<T?>? _read;
    private T? _value;

    /// <summary>A part that is to be read.</summary>
    public ProfilePart(Func<T?> read) => _read = read;

    /// <summary>A part that is there.</summary>
    public ProfilePart(T? value) => _value = value;

    /// <summary>Its values.</summary>
    public T? Value
    {
        get
        {
            lock (_reading)
            {
                if (_read is { } read) (_value, _read) = (read(), null);
                return _value;
            }
        }
    }
}
