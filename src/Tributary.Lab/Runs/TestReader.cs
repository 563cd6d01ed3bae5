using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>Reads the results of the selftests' programs from the lines of a run, one after the other, so that it can follow a run as it goes.</summary>
internal sealed class TestReader(string suite)
{
    private const string Heading = "selftests: ";
    private const string Maps = "test_maps";

    // Tests of which nobody says what program they are of.
    private const string Unnamed = "tests";

    // Lines of output that are kept of one test.
    private const int MostOutput = 200;

    // The last lines that belong to no test.
    private const int MostLast = 40;

    private readonly List<TestResult> _tests = [];
    private readonly List<TestTotals> _totals = [];
    private readonly List<string> _output = [];
    private readonly Queue<string> _last = [];
    private readonly HashSet<(string Suite, string Number)> _numbered = [];
    private readonly List<TestLine> _parts = [];
    private string _suite = suite;
    private string? _around;
    private int _before;
    private int _testsBefore;
    private string? _guessed;
    private string? _program;
    private int _planned;
    private int _told;
    private bool _isMarked;
    private bool _isOpen;
    private bool _isRepeating;

    public ImmutableArray<TestTotals> Totals => [.. _totals];

    /// <summary>What was printed last: call it before <see cref="Tests"/>.</summary>
    public ImmutableArray<string> Last => [.. _last];

    /// <summary>True where a plan stands at the head of what was printed (<c>1..3</c>), and all of it was told.</summary>
    public bool HasEnded => _planned > 0 && _told >= _planned;

    /// <summary>The results so far; the last one unfinished while its verdict is to come, and a program that began and never ended.</summary>
    /// <param name="isEnded">True where the run ended all the same: what a program that has no end of its own told is all.</param>
    public ImmutableArray<TestResult> Tests(bool isEnded = false)
    {
        if (_program is { } open && !isEnded)
        {
            var output = Taken();
            if (_tests.Count + _totals.Count > _before) Settle(output);
            if (!IsFailureTold()) _tests.Add(new(open, "", open, TestVerdict.Unfinished, output));
            _program = null;
        }

        Settle();
        PutParts("?", "");
        return [.. _tests];
    }

    /// <summary>Takes the next line of the guest.</summary>
    public void Take(string line)
    {
        // make run_tests puts "# " before all that a program prints, and the program's own verdict behind it without.
        if (IsHeading(line, "# ") || ((_around is null || !_isMarked) && IsHeading(line, ""))) BeginWithin(line[(line.LastIndexOf(' ') + 1)..], line[0] == '#');
        else if (_around is not null && line.StartsWith("# ", StringComparison.Ordinal)) TakeOne(line[2..]);
        else if (_around is not null && VerdictOfProgram(line) is { } verdict) EndWithin(verdict);
        else if (line.IndexOf(RunMarkers.TestEnd, StringComparison.Ordinal) is var end and > 0 && RunMarkers.StatusOf(line[end..]) is not null) TakeBoth(line, end);
        else TakeOne(line);
    }

    // What the program printed last had no end of line.
    private void TakeBoth(string line, int at)
    {
        TakeOne(line[..at]);
        TakeOne(line[at..]);
    }

    private TestLine? VerdictOfProgram(string line)
    {
        if (TapLine.Read(line) is { } verdict) return _isMarked || verdict.Name.EndsWith(_suite, StringComparison.Ordinal) ? verdict : null;
        return !_isMarked && ScriptLine.Read(line) is { Number.Length: 0 } told && told.Name == _suite ? told with { Suite = TapLine.Suite } : null;
    }

    // "# selftests: bpf: test_verifier"; before 5.2, where a program's output stood as it was, without the mark, and before 5.0 without the folder.
    private static bool IsHeading(string line, string mark) =>
        line.StartsWith(mark, StringComparison.Ordinal) && line.AsSpan(mark.Length).StartsWith(Heading) && line[mark.Length..].Split(' ') is { Length: 2 or 3 } words
        && (words.Length == 2 || words[1].EndsWith(':')) && words[^1].Length > 0 && !words[^1].AsSpan().ContainsAny("[]:");

    private void TakeOne(string line)
    {
        if (_planned == 0) _planned = TapLine.PlanOf(line);
        if (line.StartsWith(RunMarkers.TestBegin, StringComparison.Ordinal)) BeginProgram(line[RunMarkers.TestBegin.Length..].Trim());
        else if (line.StartsWith(RunMarkers.TestEnd, StringComparison.Ordinal)) EndProgram(RunMarkers.StatusOf(line));
        else if (TestTotals.Read(SuiteAt(line), line) is { } totals) End(totals);
        else if (line == "All error logs:") _isRepeating = true;
        else if (!_isRepeating && TapLine.DepthOf(line) is var depth and > 0) AddPart(TapLine.Read(line[depth..])!.Value);
        else if (!_isRepeating && TestLine.Read(line) is { } test && (test.Suite != Maps || SuiteAt(line) == Maps)) Add(test);
        else if (_suite.EndsWith(".sh", StringComparison.Ordinal) && ScriptLine.ReadVerdictFirst(line) is { } told) Add(told);
        else if (!_isRepeating) AddOutput(line);
    }

    private void BeginProgram(string program)
    {
        Begin(program);
        _program = program;
    }

    private void BeginWithin(string program, bool isMarked)
    {
        _around ??= _suite;
        _isMarked = isMarked;
        Begin(program);
    }

    // The program ended: its verdict stands beside those of its tests, under the name of what ran it.
    private void EndWithin(TestLine verdict)
    {
        var output = Taken();
        var toldNone = _tests.Count + _totals.Count == _before;
        if (!toldNone) Settle(output);
        PutParts("?", "");
        (_suite, _around, _isOpen, _isRepeating) = (_around!, null, false, false);
        _told++;
        Put(new(_suite.Length > 0 ? _suite : TapLine.Suite, verdict.Number, verdict.Name, verdict.Verdict!.Value, verdict.Verdict == TestVerdict.Failed && toldNone ? output : []), isNamed: true);
    }

    private void Begin(string program)
    {
        Settle();
        (_suite, _isRepeating, _before, _testsBefore) = (program, false, _tests.Count + _totals.Count, _tests.Count);
    }

    // Where nobody says what runs, by the forms of its lines.
    private string SuiteAt(string line) => _suite.Length > 0 ? _suite : _guessed ?? (line.StartsWith(Maps + ":", StringComparison.Ordinal) || TestLine.Read(line)?.Suite == Maps ? Maps : "");

    private bool IsFailureTold() => _tests.Skip(_testsBefore).Any(static test => test.Verdict is TestVerdict.Failed or TestVerdict.Unfinished);

    // A program that told of no tests is one itself, and so is one that failed without a test that did.
    private void EndProgram(int? status)
    {
        var output = Taken();
        var toldNone = _tests.Count + _totals.Count == _before;
        if (!toldNone) Settle(output);
        if (toldNone || (status is not (0 or ProgramEnd.Skipped) && !IsFailureTold())) _tests.Add(ProgramEnd.Of(_suite, status, output, toldNone));
        (_program, _isOpen) = (null, false);
    }

    private void End(TestTotals totals)
    {
        Settle();
        _totals.Add(totals);
        (_guessed, _isRepeating) = (null, false);
    }

    // test_progs prints what happened before the name it belongs to; the others behind it.
    private void Add(TestLine line)
    {
        if (_suite.Length == 0 && line.Suite is not TapLine.Suite) _guessed = line.Suite ?? _guessed;
        var under = _suite.Length > 0 ? _suite : line.Suite ?? _guessed ?? Unnamed;
        if (line.Suite == "test_progs")
        {
            var output = Taken();
            Put(new(under, line.Number, line.Name, line.Verdict!.Value, line.Verdict == TestVerdict.Failed ? output : []));
            return;
        }

        var isTap = line.Suite == TapLine.Suite;
        if (isTap && _around is null) _told++;
        // In this protocol what is told of a test, and its parts, stand before it.
        var told = isTap ? Taken() : [];
        if (!isTap) Settle();
        Put(new(under, line.Number, line.Name, line.Verdict ?? TestVerdict.Unfinished, line.Verdict == TestVerdict.Failed ? told : []), isNamed: isTap);
        PutParts(line.Number, line.Name + "/");
        _isOpen = line.Verdict is null;
        if (line.Remark is { } remark) AddOutput(remark);
    }

    private void PutParts(string number, string name)
    {
        foreach (var part in _parts) Put(new(_suite, $"{number}/{part.Number}", name + part.Name, part.Verdict!.Value, []), isNamed: true);
        _parts.Clear();
    }

    private void AddPart(TestLine part)
    {
        if (_parts.Count < MostOutput) _parts.Add(part);
    }

    // Where tests of several folders run one after the other their numbers begin again.
    private void Put(TestResult result, bool isNamed = false)
    {
        if (result.Number.Length == 0 || _numbered.Add((result.Suite, isNamed ? $"{result.Number} {result.Name}" : result.Number))) _tests.Add(result);
    }

    private void AddOutput(string line)
    {
        if (_isOpen && TestLine.Alone(line) is { } verdict)
        {
            _tests[^1] = _tests[^1] with { Verdict = verdict };
            _isOpen = false;
        }

        if (line.Length == 0) return;
        if (_output.Count < MostOutput) _output.Add(line);
        _last.Enqueue(line);
        if (_last.Count > MostLast) _last.Dequeue();
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
        _last.Clear();
        return output;
    }
}
