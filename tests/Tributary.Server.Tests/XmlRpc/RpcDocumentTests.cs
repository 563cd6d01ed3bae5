using System.Text;
using System.Xml.Linq;

namespace Tributary.Server.Tests;

public sealed class RpcDocumentTests
{
    [Fact]
    public void Call_WhenItHoldsEachType_ThenAllAreRead()
    {
        var (call, fault) = Read("""
            <?xml version="1.0"?>
            <methodCall><methodName> patch_list </methodName><params><param><value><struct>
              <member><name>plain</name><value>a &lt; b</value></member>
              <member><name>whole</name><value><i4>-7</i4></value></member>
              <member><name>flag</name><value><boolean>1</boolean></value></member>
              <member><name>bytes</name><value><base64>w6R6</base64></value></member>
              <member><name>list</name><value><array><data><value><int>1</int></value><value><nil/></value></data></array></value></member>
            </struct></value></param><param><value><string>12</string></value></param></params></methodCall>
            """);

        fault.ShouldBeNull();
        call!.Method.ShouldBe("patch_list");
        var fields = call.Fields(0);
        RpcCall.TextOf(fields["plain"]).ShouldBe("a < b");
        RpcCall.NumberOf(fields["whole"]).ShouldBe(-7);
        RpcCall.FlagOf(fields["flag"]).ShouldBe(true);
        RpcCall.TextOf(fields["bytes"]).ShouldBe("äz");
        ((IEnumerable<object>)fields["list"]).ShouldBe([1L, ""]);
        call.Number(1).ShouldBe(12);
        call.Number(2).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("<methodCall>")]
    [InlineData("<other/>")]
    [InlineData("<methodCall><params/></methodCall>")]
    [InlineData("<!DOCTYPE methodCall [<!ENTITY a \"b\">]><methodCall><methodName>&a;</methodName></methodCall>")]
    [InlineData("<!DOCTYPE methodCall SYSTEM \"file:///etc/passwd\"><methodCall><methodName>a</methodName></methodCall>")]
    [InlineData("<methodCall><methodName>a</methodName><params><param><value><int>99999999999999999999</int></value></param></params></methodCall>")]
    [InlineData("<methodCall><methodName>a</methodName><params><param><value><base64>?</base64></value></param></params></methodCall>")]
    public void Call_WhenItIsNone_ThenTheFaultSaysSo(string body)
    {
        var (call, fault) = Read(body);

        call.ShouldBeNull();
        fault!.Sentence.ShouldStartWith("This is no call of XML-RPC: ");
    }

    [Fact]
    public void Call_WhenValuesStandInEachOtherTooDeep_ThenItIsRefused()
    {
        var nested = string.Concat(Enumerable.Repeat("<array><data><value>", 5_000)) + string.Concat(Enumerable.Repeat("</value></data></array>", 5_000));

        Read($"<methodCall><methodName>a</methodName><params><param><value>{nested}</value></param></params></methodCall>").Fault!.Sentence.ShouldContain("16 deep");
    }

    [Fact]
    public void Answer_WhenItHoldsWhatXmlCannot_ThenItIsXmlAllTheSame()
    {
        var answer = XElement.Parse(Encoding.UTF8.GetString(RpcWriter.Write(new RpcFields(("text", "a\f<b> \ud800 \ud83d\ude00"), ("number", 5_000_000_000L), ("list", new object[] { true })))));

        var members = answer.Descendants("member").ToDictionary(member => member.Element("name")!.Value, member => member.Element("value")!);
        members["text"].Value.ShouldBe("a\uFFFD<b> \uFFFD \ud83d\ude00");
        members["number"].Element("i8")!.Value.ShouldBe("5000000000");
        members["list"].Descendants("boolean").Single().Value.ShouldBe("1");
    }

    private static (RpcCall? Call, RpcFault? Fault) Read(string body) => RpcReader.Read(Encoding.UTF8.GetBytes(body));
}
