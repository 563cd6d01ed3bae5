using System.Globalization;
using System.Text;
using System.Xml;

namespace Tributary.Server;

/// <summary>Writes answers of XML-RPC.</summary>
internal static class RpcWriter
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CheckCharacters = false };

    /// <summary>The answer to a call.</summary>
    /// <param name="value">A text, a number, a truth, a list of these, or fields of these; or an <see cref="RpcFault"/>.</param>
    public static byte[] Write(object value)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings))
        {
            xml.WriteStartElement("methodResponse");
            if (value is RpcFault fault)
            {
                xml.WriteStartElement("fault");
                WriteValue(xml, new RpcFields(("faultCode", 1L), ("faultString", fault.Sentence)));
            }
            else
            {
                xml.WriteStartElement("params");
                xml.WriteStartElement("param");
                WriteValue(xml, value);
            }
        }

        return bytes.ToArray();
    }

    private static void WriteValue(XmlWriter xml, object value)
    {
        xml.WriteStartElement("value");
        switch (value)
        {
            case long number:
                // Numbers over 32 bits are an extension that Python's library and others read.
                xml.WriteElementString(number is >= int.MinValue and <= int.MaxValue ? "int" : "i8", number.ToString(CultureInfo.InvariantCulture));
                break;
            case bool flag:
                xml.WriteElementString("boolean", flag ? "1" : "0");
                break;
            case RpcFields fields:
                xml.WriteStartElement("struct");
                foreach (var (name, field) in fields.All)
                {
                    xml.WriteStartElement("member");
                    xml.WriteElementString("name", name);
                    WriteValue(xml, field);
                    xml.WriteEndElement();
                }

                xml.WriteEndElement();
                break;
            case IEnumerable<object> list:
                xml.WriteStartElement("array");
                xml.WriteStartElement("data");
                foreach (var one in list) WriteValue(xml, one);
                xml.WriteEndElement();
                xml.WriteEndElement();
                break;
            default:
                xml.WriteElementString("string", Clean(RpcCall.TextOf(value)));
                break;
        }

        xml.WriteEndElement();
    }

    // What XML 1.0 cannot hold (a form feed of a mail, a lone surrogate) is shown as the sign of what is lost.
    private static string Clean(string text)
    {
        var isClean = true;
        for (var place = 0; place < text.Length && isClean; place++) isClean = XmlConvert.IsXmlChar(text[place]);
        if (isClean) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString());
        return clean.ToString();
    }
}

/// <summary>A struct of an answer.</summary>
/// <param name="All">Its members.</param>
internal sealed record RpcFields(params (string Name, object Value)[] All)
{
    /// <summary>What is answered where there is no such thing.</summary>
    public static RpcFields None { get; } = new();
}
