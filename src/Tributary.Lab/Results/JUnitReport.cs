using System.Globalization;
using System.Text;
using System.Xml;

namespace Tributary.Lab;

/// <summary>Writes a run as JUnit's XML, which CI systems read: a suite a program, a case a test.</summary>
public static class JUnitReport
{
    /// <summary>Writes it.</summary>
    /// <param name="report">The run.</param>
    /// <param name="output">Where to, as UTF-8.</param>
    public static void Write(RunReport report, Stream output)
    {
        using var xml = XmlWriter.Create(output, new() { Encoding = new UTF8Encoding(false), Indent = true });
        xml.WriteStartElement("testsuites");
        foreach (var suite in report.Tests.GroupBy(static test => test.Suite, StringComparer.Ordinal)) WriteSuite(xml, Clean(suite.Key), [.. suite]);
        if (report.IsBroken) WriteEnd(xml, report);
        xml.WriteEndElement();
    }

    private static void WriteSuite(XmlWriter xml, string name, TestResult[] tests)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", name);
        WriteCounts(xml, tests.Length, tests.Count(static test => test.Verdict is TestVerdict.Failed or TestVerdict.Unfinished), 0);
        xml.WriteAttributeString("skipped", tests.Count(static test => test.Verdict == TestVerdict.Skipped).ToString(CultureInfo.InvariantCulture));
        foreach (var test in tests)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", name);
            xml.WriteAttributeString("name", Clean(test.Number.Length > 0 ? $"#{test.Number} {test.Name}" : test.Name));
            if (test.Verdict == TestVerdict.Skipped)
            {
                xml.WriteStartElement("skipped");
                if (!test.Output.IsEmpty) xml.WriteAttributeString("message", Clean(test.Output[^1]));
                xml.WriteEndElement();
            }

            if (test.Verdict is TestVerdict.Failed or TestVerdict.Unfinished)
            {
                xml.WriteStartElement("failure");
                xml.WriteAttributeString("message", test.Verdict == TestVerdict.Failed ? "failed" : "never ended");
                xml.WriteString(Clean(string.Join('\n', test.Output)));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    // A run that broke is an error, whatever passed before.
    private static void WriteEnd(XmlWriter xml, RunReport report)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", "run");
        WriteCounts(xml, 1, 0, 1);
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", "run");
        xml.WriteAttributeString("name", "the run gets to its end");
        xml.WriteStartElement("error");
        xml.WriteAttributeString("message", Clean(report.Says));
        xml.WriteString(Clean(string.Join('\n', report.Splat.AddRange(report.Output))));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, int tests, int failures, int errors)
    {
        xml.WriteAttributeString("tests", tests.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", failures.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("errors", errors.ToString(CultureInfo.InvariantCulture));
    }

    // What XML 1.0 cannot hold becomes a question mark.
    private static string Clean(string text) => string.Create(text.Length, text, static (span, from) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = XmlConvert.IsXmlChar(from[i]) ? from[i] : '?';
    });
}
