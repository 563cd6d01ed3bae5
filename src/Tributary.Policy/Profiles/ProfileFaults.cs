namespace Tributary.Policy;

/// <summary>What is wrong with a profile; the first by line is what is said.</summary>
internal sealed class ProfileFaults
{
    public bool Any => Text.Length > 0;

    public int Line { get; private set; } = int.MaxValue;

    public string Text { get; private set; } = "";

    public void Add(int line, string text)
    {
        if (line < Line) (Line, Text) = (line, text);
    }
}
