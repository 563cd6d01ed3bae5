namespace Tributary.Policy;

/// <summary>
/// A part of a profile that is read when somebody first asks for it: a check of a few patches needs hardly half of them. It may be asked from any thread.
/// (One type for all parts: each type more is felt in the start of a check.)
/// </summary>
/// <param name="read">Reads it, once; null: it is there.</param>
/// <param name="value">Its values where they are there.</param>
internal sealed class ProfilePart(Func<object?>? read, object? value)
{
    private readonly Lock _reading = new();
    private Func<object?>? _read = read;
    private object? _value = value;

    /// <summary>A part that the profile does not have.</summary>
    public static ProfilePart None { get; } = new(read: null, value: null);

    /// <summary>Its values; null where the profile does not have it.</summary>
    public object? Value
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

    /// <summary>A part that is there.</summary>
    public static ProfilePart Of(object? value) => new(read: null, value);
}
