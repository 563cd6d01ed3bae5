namespace Tributary.Policy.Tests;

public sealed class BuiltInProfilesTests
{
    [Fact]
    public void Names_WhenListed_ThenTheyAreTheFiveOfTheHandbook() =>
        BuiltInProfiles.Names.ShouldBe(["bpf", "bpf-2018", "bpf-2020", "bpf-2021", "iproute2"]);

    [Fact]
    public void BuiltIn_WhenAllPartsAreRead_ThenNothingIsWrongInIt()
    {
        foreach (var name in BuiltInProfiles.Names)
        {
            using var text = new StreamReader(typeof(BuiltInProfiles).Assembly.GetManifestResourceStream("profiles/" + name)!);
            ProfileReader.Read(text, name).ShouldBeOfType<ProfileReading.Done>();
        }
    }

    [Fact]
    public void Find_WhenThereIsNone_ThenNull() => BuiltInProfiles.Find("xfs").ShouldBeNull();

    [Fact]
    public void Every_WhenRead_ThenItBearsItsNameAndItsFlowsLeadSomewhere()
    {
        foreach (var name in BuiltInProfiles.Names)
        {
            var profile = BuiltInProfiles.Find(name)!;

            profile.Name.ShouldBe(name);
            profile.Lists.ShouldNotBeEmpty();
            profile.Mainline.ShouldNotBeNull();
            string[] ends = [.. profile.Trees.Select(tree => tree.Name), "mainline"];
            foreach (var flow in profile.Trees.SelectMany(tree => tree.Flows)) ends.ShouldContain(flow.Into, name);
            profile.Trees.Select(tree => tree.Name).ShouldBeUnique();
            profile.Trees.SelectMany(tree => tree.Tags).ShouldBeUnique();
        }
    }

    [Fact]
    public void Bpf_WhenRead_ThenItReadsBothLists()
    {
        var bpf = BuiltInProfiles.Find("bpf")!;

        bpf.Project.ShouldBe("netdevbpf");
        bpf.Aliases.ShouldBe(["netdev", "bpf"]);
        bpf.ListIds.ShouldBe(["bpf.vger.kernel.org", "netdev.vger.kernel.org"]);
        bpf.Trees.Select(tree => tree.Name).ShouldBe(["bpf", "bpf-next", "bpf-next/net", "net", "net-next", "iproute2", "iproute2-next"]);
        bpf.States.Length.ShouldBe(14);
        bpf.Submitting.CoverLetterFrom.ShouldBe(2);
        bpf.Submitting.Columns.ShouldBe(100);
        bpf.Feedback.OverdueAfter.ShouldBe(3);
        bpf.Stable!.ExposureDays.ShouldBe(7);
        bpf.Testing!.Pahole!.Minimum.ShouldBe(new Version(1, 16));
        bpf.Llvm!.Minimum.ShouldBe(new Version(3, 7, 1));
    }

    // SUB-1, SUB-3 and the table of values: what differs between the revisions.
    [Theory]
    [InlineData("bpf-2018", "netdev@vger.kernel.org", "netdev", 77147, "net-next v2")]
    [InlineData("bpf-2020", "bpf@vger.kernel.org", "netdev", 77147, "net-next v2")]
    [InlineData("bpf-2021", "bpf@vger.kernel.org", "netdevbpf", 121173, "bpf-next v2")]
    [InlineData("bpf", "bpf@vger.kernel.org", "netdevbpf", 121173, "bpf-next v2")]
    public void Revision_WhenRead_ThenItHasTheValuesOfTheTable(string name, string list, string project, int delegateNumber, string respin)
    {
        var profile = BuiltInProfiles.Find(name)!;

        profile.ListFor(ListUse.Patches)!.Address.ShouldBe(list);
        profile.ListFor(ListUse.Bugs)!.Address.ShouldBe(list);
        profile.Patchwork!.Project.ShouldBe(project);
        profile.Patchwork.DelegateNumber.ShouldBe(delegateNumber);
        profile.Submitting.RespinExamples.ShouldContain(example => example.EndsWith(respin, StringComparison.Ordinal));
    }

    [Fact]
    public void Selftests_WhenTheRevisionIsOlder_ThenLessIsAskedFor()
    {
        BuiltInProfiles.Find("bpf-2018")!.Testing!.Pahole.ShouldBeNull();
        BuiltInProfiles.Find("bpf-2020")!.Testing!.Pahole!.SubmoduleCommand.ShouldBeNull();
        BuiltInProfiles.Find("bpf-2021")!.Testing!.Pahole!.SubmoduleCommand.ShouldNotBeNull();
    }

    [Fact]
    public void Flow_WhenTheDayIsBeforeAugust2024_ThenBpfGoesIntoNet()
    {
        var bpf = BuiltInProfiles.Find("bpf")!.Trees[0];

        bpf.FlowsIntoOn(new DateOnly(2024, 7, 31)).ShouldBe("net");
        bpf.FlowsIntoOn(new DateOnly(2024, 8, 1)).ShouldBe("mainline");
    }
}
