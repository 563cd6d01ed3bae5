namespace Tributary.Policy;

/// <summary>What is wrong with a profile; the first by line is what is said.</summary>
internal sealed class ProfileFaults
{
    private readonly List<(int Line, string Text)> _faults = [];

    public bool Any => _faults.Count > 0;

    public void Add(int line, string text) => _faults.Add((line, text));

    public (int Line, string Text) First => _faults.MinBy(fault => fault.Line);
}
