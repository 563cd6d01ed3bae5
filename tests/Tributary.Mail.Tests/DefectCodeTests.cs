using System.Reflection;

namespace Tributary.Mail.Tests;

public sealed class DefectCodeTests
{
    [Fact]
    public void All_WhenHeldAgainstTheConstants_ThenComplete()
    {
        var constants = typeof(DefectCode).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral);
        DefectCode.All.ShouldBe(constants.Select(field => (string)field.GetRawConstantValue()!), ignoreOrder: true);
    }

    [Fact]
    public void Page_WhenRead_ThenExplainsEveryCodeOnce()
    {
        var page = File.ReadAllLines(Path.Combine(OddMails.Folder(), "../../../docs/mail.md"));
        var explained = page.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);
        explained.ShouldBe(DefectCode.All, ignoreOrder: true);
    }
}
