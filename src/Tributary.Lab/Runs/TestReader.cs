using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>Reads the results of the selftests' programs from the lines of a run, one after the other, so that it can follow a run as it goes.</summary>
internal sealed class TestReader(string suite)
{
    // Lines of output that are kept of one test.
    private const int MostOutput = 200;

    private readonly List<TestResult> _tests = [];
    private readonly List<TestTotals> _totals = [];
    private readonly List<string> _output = [];
    private readonly HashSet<(string Suite, string Number)> _numbered = [];
    private string _suite = suite;
    private int _before;
    private bool _isOpen;
    private bool _isRepeating;

    public ImmutableArray<TestTotals> Totals => [.. _totals];

    /// <summary>The results so far; the last one unfinished while its verdict is to come.</summary>
    public ImmutableArray<TestResult> Tests()
    {
        Settle();
        return [.. _tests];
    }

    /// <summary>Takes the next line of the guest.</summary>
    public void Take(string line)
    {
        if (line.StartsWith(RunMarkers.TestBegin, StringComparison.Ordinal)) Begin(line[RunMarkers.TestBegin.Length..].Trim());
        else if (line.StartsWith(RunMarkers.TestEnd, StringComparison.Ordinal)) EndProgram(RunMarkers.StatusOf(line));
        else if (TestTotals.Read(_suite, line) is { } totals) End(totals);
        else if (line == "All error logs:") _isRepeating = true;
        else if (!_isRepeating && TestLine.Read(line) is { } test && (test.Suite != "test_maps" || _suite == "test_maps")) Add(test);
        else if (!_isRepeating) AddOutput(line);
    }

    private void Begin(string program)
    {
        Settle();
        (_suite, _isRepeating, _before) = (program, false, _tests.Count + _totals.Count);
    }

    // A program that told of no tests is one itself.
    private void EndProgram(int? status)
    {
        var output = Taken();
        if (_tests.Count + _totals.Count == _before)
            _tests.Add(new(_suite, "", _suite, status == 0 ? TestVerdict.Passed : TestVerdict.Failed, status == 0 ? [] : [.. output, $"status {status}"]));
        else
            Settle(output);
        _isOpen = false;
    }

    private void End(TestTotals totals)
    {
        Settle();
        _totals.Add(totals);
        _isRepeating = false;
    }

    // test_progs prints what happened before the name it belongs to; the others behind it.
    private void Add(TestLine line)
    {
        if (line.Suite == "test_progs")
        {
            var output = Taken();
            Put(new(_suite, line.Number, line.Name, line.Verdict!.Value, line.Verdict == TestVerdict.Failed ? output : []));
            return;
        }

        Settle();
        Put(new(_suite, line.Number, line.Name, line.Verdict ?? TestVerdict.Unfinished, []));
        _isOpen = line.Verdict is null;
    }

    private void Put(TestResult result)
    {
        if (result.Number.Length == 0 || _numbered.Add((result.Suite, result.Number))) _tests.Add(result);
    }

    private void AddOutput(string line)
    {
        if (_isOpen && TestLine.Alone(line) is { } verdict)
        {
            _tests[^1] = _tests[^1] with { Verdict = verdict };
            _isOpen = false;
        }

        if (_output.Count < MostOutput && line.Length > 0) _output.Add(line);
    }

    // What was printed behind a test's name belongs to it where it failed.
    private void Settle() => Settle(Taken());

    private void Settle(ImmutableArray<string> output)
    {
        if (_tests.Count > 0 && _tests[^1] is { Verdict: TestVerdict.Failed or TestVerdict.Unfinished, Output.IsEmpty: true } last) _tests[^1] = last with { Output = output };
        _isOpen = false;
    }

    private ImmutableArray<string> Taken()
    {
        ImmutableArray<string> output = [.. _output];
        _output.Clear();
        return output;
    }
}
