using FsCheck;
using FsCheck.Fluent;

namespace Tributary.Patches.Tests;

public sealed class PatchSubjectTests
{
    [Theory]
    [InlineData("[PATCH bpf-next v3 2/7] a", 3, 2, 7, "bpf-next", "[bpf-next,v3,2/7] a")]
    [InlineData("[PATCHv3 1/8] a", 3, 1, 8, "", "[PATCHv3,1/8] a")]
    [InlineData("[PATCHv3 net-next 01/14] a", 3, 1, 14, "net-next", "[PATCHv3,net-next,01/14] a")]
    [InlineData("[PATCH1/8] a", 1, 1, 8, "", "[PATCH1/8] a")]
    [InlineData("[PATCH-v2 net] a", 2, null, null, "net", "[PATCH-v2,net] a")]
    [InlineData("[RFC] a", 1, null, null, "RFC", "[RFC] a")]
    [InlineData("[RFC PATCH 0/3] a", 1, 0, 3, "RFC", "[RFC,0/3] a")]
    [InlineData("[RFC/PATCH v2] a", 2, null, null, "RFC", "[RFC/PATCH,v2] a")]
    [InlineData("[RFCv2 1/3] a", 2, 1, 3, "RFC", "[RFCv2,1/3] a")]
    [InlineData("[RESEND PATCH] a", 1, null, null, "RESEND", "[RESEND] a")]
    [InlineData("[PATCH v2-resend] a", 2, null, null, "resend", "[v2-resend] a")]
    [InlineData("[bpf-next] a", 1, null, null, "bpf-next", "[bpf-next] a")]
    [InlineData("[bpf-next v2] a", 2, null, null, "bpf-next", "[bpf-next,v2] a")]
    [InlineData("[bpf-next,1/3] a", 1, 1, 3, "bpf-next", "[bpf-next,1/3] a")]
    [InlineData("[net-next, v9, 0/9] a", 9, 0, 9, "net-next", "[net-next,v9,0/9] a")]
    [InlineData("[v2,bpf] a", 2, null, null, "bpf", "[v2,bpf] a")]
    [InlineData("[PATCHSET v10] a", 10, null, null, "", "[PATCHSET,v10] a")]
    [InlineData("[PATCH 0 of 2] a", 1, 0, 2, "", "[0/2] a")]
    [InlineData("[PATCH bpf-next 2 of 7] a", 1, 2, 7, "bpf-next", "[bpf-next,2/7] a")]
    [InlineData("[PATCH net 01/11] a", 1, 1, 11, "net", "[net,01/11] a")]
    [InlineData("[PATCH v3 net-next 0/5] a", 3, 0, 5, "net-next", "[v3,net-next,0/5] a")]
    [InlineData("[PATCH 5/5 V3] a", 3, 5, 5, "", "[5/5,V3] a")]
    [InlineData("[PATCH][next] a", 1, null, null, "next", "[next] a")]
    [InlineData("[PATCH][V2][next] a", 2, null, null, "next", "[V2,next] a")]
    [InlineData("[PATCH bpf-next] [v2] a", 2, null, null, "bpf-next", "[bpf-next,v2] a")]
    [InlineData("[RESEND][RFC][PATCH 1/3] a", 1, 1, 3, "RESEND RFC", "[RESEND,RFC,1/3] a")]
    [InlineData("[PATCH iproute2-next] a", 1, null, null, "iproute2-next", "[iproute2-next] a")]
    [InlineData("[PATCH bpf-next/net v3] a", 3, null, null, "bpf-next/net", "[bpf-next/net,v3] a")]
    [InlineData("[net-next PATCH v2] a", 2, null, null, "net-next", "[net-next,v2] a")]
    [InlineData("[PATCH 6.6 12/50] a", 1, 12, 50, "6.6", "[6.6,12/50] a")]
    [InlineData("[PATCH bpf v5.15 v2] a", 2, null, null, "bpf v5.15", "[bpf,v5.15,v2] a")]
    [InlineData("[PATCH AUTOSEL 5.4 3/9] a", 1, 3, 9, "AUTOSEL 5.4", "[AUTOSEL,5.4,3/9] a")]
    [InlineData("[Patch bpf] a", 1, null, null, "bpf", "[bpf] a")]
    [InlineData("[PATCH (v2)] a", 2, null, null, "", "[(v2)] a")]
    [InlineData("[PATCHv4-resend 1/2] a", 4, 1, 2, "resend", "[PATCHv4-resend,1/2] a")]
    [InlineData("[PATCH 1/2] a (v2)", 2, 1, 2, "", "[1/2] a (v2)")]
    [InlineData("[PATCH v3] a (v2)", 3, null, null, "", "[v3] a (v2)")]
    [InlineData("[PATCH] cgroup (v2) a", 1, null, null, "", "cgroup (v2) a")]
    [InlineData("[PATCH] a (v2.1)", 1, null, null, "", "a (v2.1)")]
    [InlineData("[PATCH ver2] a", 2, null, null, "", "[ver2] a")]
    [InlineData("[PATCH version 2] a", 2, null, null, "", "[v2] a")]
    [InlineData("[[PATCH net-next]] a", 1, null, null, "net-next", "[net-next] a")]
    [InlineData("[PATCH PATCH v4 2/2] a", 4, 2, 2, "", "[v4,2/2] a")]
    [InlineData("[PATCH v2 bpf-next a", 2, null, null, "bpf-next", "[v2,bpf-next] a")]
    [InlineData("PATCH: a", 1, null, null, "", "a")]
    [InlineData("PATCH [1/1]: a", 1, 1, 1, "", "[1/1] a")]
    [InlineData("PATCH net-next v2 1/3] a", 2, 1, 3, "net-next", "[net-next,v2,1/3] a")]
    [InlineData("[Patch]: a", 1, null, null, "", "a")]
    [InlineData("[PATCH 58/58] [dax|pmem]: a", 1, 58, 58, "", "[58/58] [dax|pmem]: a")]
    [InlineData("[PATCH 4/3] a", 1, 4, 3, "", "[4/3] a")]
    public void Subject_WhenAPatchBearsIt_ThenItIsTakenApart(string subject, int version, int? number, int? total, string tags, string name) =>
        ShouldBeTakenApart(subject, version, (number, total), tags, name);

    [Theory]
    [InlineData("[PATCH 3/n] a", 1, 3, null, "", "[3/n] a")]
    [InlineData("[PATCH bpf-next v2 0/N] a", 2, 0, null, "bpf-next", "[bpf-next,v2,0/N] a")]
    [InlineData("[PATCH bpf-next v2 1 / 2] a", 2, 1, 2, "bpf-next", "[bpf-next,v2,1/2] a")]
    [InlineData("[PATCH bpf-next 1/ 2] a", 1, 1, 2, "bpf-next", "[bpf-next,1/2] a")]
    [InlineData("[PATCH bpf-next 1 /2 v3] a", 3, 1, 2, "bpf-next", "[bpf-next,1/2,v3] a")]
    [InlineData("[PATCH v2 (1/2)] a", 2, 1, 2, "", "[v2,(1/2)] a")]
    [InlineData("[PATCH v2 (RESEND)] a", 2, null, null, "RESEND", "[v2,(RESEND)] a")]
    [InlineData("[PATCH v2 1/3 (bpf-next)] a", 2, 1, 3, "bpf-next", "[v2,1/3,(bpf-next)] a")]
    [InlineData("[PATCH bpf-next. v2] a", 2, null, null, "bpf-next", "[bpf-next.,v2] a")]
    [InlineData("[v2PATCH1/4] a", 2, 1, 4, "", "[v2PATCH1/4] a")]
    [InlineData("[v2.3PATCH1/4] a", 2, 1, 4, "", "[v2.3PATCH1/4] a")]
    [InlineData("[v3-PATCH net 1/4] a", 3, 1, 4, "net", "[v3-PATCH,net,1/4] a")]
    [InlineData("[PATCH v2-1/3] a", 2, 1, 3, "", "[v2-1/3] a")]
    [InlineData("[PATCH 1/3-v2] a", 2, 1, 3, "", "[1/3-v2] a")]
    [InlineData("[PATCH 1/3v2] a", 2, 1, 3, "", "[1/3v2] a")]
    [InlineData("[PATCHbpf-next 1/3] a", 1, 1, 3, "bpf-next", "[PATCHbpf-next,1/3] a")]
    [InlineData("[PATCH ver. 2 1/3] a", 2, 1, 3, "", "[v2,1/3] a")]
    [InlineData("[PATCH v2 0/3 RESEND] a", 2, 0, 3, "RESEND", "[v2,0/3,RESEND] a")]
    [InlineData("[PATCH net-next,v3,2/5] a", 3, 2, 5, "net-next", "[net-next,v3,2/5] a")]
    [InlineData("[PATCH 2 1/3] a", 1, 1, 3, "2", "[2,1/3] a")]
    [InlineData("***SPAM*** [PATCH net v2 1/3] a", 2, 1, 3, "net", "[net,v2,1/3] a")]
    [InlineData("EXTERNAL: [PATCH net v2 1/3] a", 2, 1, 3, "net", "[net,v2,1/3] a")]
    [InlineData("Subject: [PATCH net v2 1/3] a", 2, 1, 3, "net", "[net,v2,1/3] a")]
    public void Subject_WhenItsSenderSlipped_ThenItIsTakenApartAllTheSame(string subject, int version, int? number, int? total, string tags, string name) =>
        ShouldBeTakenApart(subject, version, (number, total), tags, name);

    [Theory]
    [InlineData("[PATCH v5.1 10/12] a", 5, 1)]
    [InlineData("[PATCH bpf-next v5b 6/6] a", 5, 2)]
    [InlineData("[PATCH v5 6/6] a", 5, 0)]
    public void Subject_WhenTheVersionHasAMinorOne_ThenBothAreRead(string subject, int version, int minor)
    {
        var read = PatchSubject.Parse(subject);

        (read.Version, read.MinorVersion, read.HasVersion).ShouldBe((version, minor, true));
    }

    [Theory]
    [InlineData("Re: [PATCH v2] a")]
    [InlineData("RE: [PATCH v2] a")]
    [InlineData("re[2]: [PATCH v2] a")]
    [InlineData("Re(3): [PATCH v2] a")]
    [InlineData("Re : [PATCH v2] a")]
    [InlineData("Re [PATCH v2] a")]
    [InlineData("AW: [PATCH v2] a")]
    [InlineData("Aw: SV: Re: [PATCH v2] a")]
    [InlineData("Antw: [PATCH v2] a")]
    [InlineData("Odp: [PATCH v2] a")]
    [InlineData("YNT: [PATCH v2] a")]
    [InlineData("RES: [PATCH v2] a")]
    [InlineData("Ref: [PATCH v2] a")]
    [InlineData("回复: [PATCH v2] a")]
    [InlineData("回复：[PATCH v2] a")]
    [InlineData("答复: 答复: [PATCH v2] a")]
    [InlineData("[External] Re: [PATCH v2] a")]
    [InlineData("[Linuxarm] Re: [PATCH v2] a")]
    [InlineData("[ovs-dev] Re: [PATCH v2] a")]
    [InlineData("Fwd: Re: [PATCH v2] a")]
    [InlineData("**EXTERNAL** Re: [PATCH v2] a")]
    [InlineData("Subject: Re: [PATCH v2] a")]
    public void Subject_WhenItIsAnAnswers_ThenTheMarksAreTakenOff(string subject)
    {
        var read = PatchSubject.Parse(subject);

        read.IsReply.ShouldBeTrue();
        read.Version.ShouldBe(2);
        read.Name.ShouldBe("[v2] a");
    }

    [Theory]
    [InlineData("Fwd: [PATCH v2] a")]
    [InlineData("FW: [PATCH v2] a")]
    [InlineData("转发: [PATCH v2] a")]
    [InlineData("WG: [PATCH v2] a")]
    public void Subject_WhenForwarded_ThenItIsNoAnswer(string subject)
    {
        var read = PatchSubject.Parse(subject);

        (read.IsForward, read.IsReply, read.Title).ShouldBe((true, false, "a"));
    }

    [Theory]
    [InlineData("[Bug 1234] a", "a")]
    [InlineData("[syzbot] [mm?] INFO: a", "INFO: a")]
    [InlineData("[BUG net-next] a", "a")]
    [InlineData("[linux-next:master] BUILD REGRESSION", "BUILD REGRESSION")]
    [InlineData("[xdp-tutorial] : a", ": a")]
    [InlineData("Patch for the core: a", "Patch for the core: a")]
    [InlineData("patchwork: a", "patchwork: a")]
    [InlineData("a (was: [PATCH v2] b)", "a (was: [PATCH v2] b)")]
    [InlineData("*** [", "*** [")]
    [InlineData("Subject: of the talk", "Subject: of the talk")]
    [InlineData("", "")]
    [InlineData("[", "[")]
    public void Subject_WhenItIsNoPatchs_ThenItDoesNotSayPatch(string subject, string title)
    {
        var read = PatchSubject.Parse(subject);

        read.SaysPatch.ShouldBeFalse();
        read.Title.ShouldBe(title);
    }

    [Theory]
    [InlineData("[Linux-kernel-mentees] [PATCH v2 net] a")]
    [InlineData("[ovs-dev] [PATCH v2 net] a")]
    [InlineData("[Intel-wired-lan] [PATCH v2 net] a")]
    [InlineData("[Bridge] [PATCH v2 net] a")]
    public void Subject_WhenAListPutItsBracketBeforeIt_ThenThatIsNoTag(string subject)
    {
        var read = PatchSubject.Parse(subject);

        read.Tags.ShouldBe(["net"]);
        read.Name.ShouldBe("[v2,net] a");
    }

    [Theory]
    [InlineData("[GIT PULL] a")]
    [InlineData("[git pull] a")]
    [InlineData("[GIT,PULL] a")]
    [InlineData("[PULL] a")]
    [InlineData("[pull request] a")]
    [InlineData("pull-request: bpf-next 2024-11-14")]
    [InlineData("pull request (net): ipsec 2024-11-14")]
    public void Subject_WhenItAsksToPull_ThenItSaysSo(string subject)
    {
        var read = PatchSubject.Parse(subject);

        (read.IsPull, read.SaysPatch, read.Tags.Length).ShouldBe((true, false, 0));
    }

    [Fact]
    public void Subject_WhenAPullRequestIsASeries_ThenItHasItsNumber()
    {
        var read = PatchSubject.Parse("[pull request][net-next V2 00/15] a");

        (read.IsPull, read.SaysPatch, read.Number, read.Total, read.Version).ShouldBe((true, true, 0, 15, 2));
    }

    [Theory]
    [InlineData("[PATCH bpf-next] rv: a", "rv: a")]
    [InlineData("[PATCH]   a \t b", "a b")]
    public void Title_WhenRead_ThenItIsTheSendersWords(string subject, string title) => PatchSubject.Parse(subject).Title.ShouldBe(title);

    [Fact]
    public void Subject_WhenItIsAnyText_ThenItIsReadAndReadAgainTheSame()
    {
        var pieces = Gen.Elements("[", "]", "PATCH", "v2", "v", "2/7", " of ", "Re:", "：", "回复", ",", " ", "RFC", "net-next", "-", "(", ")", "a", "\u00A0", "😀", "\uD800");
        var subjects = pieces.ListOf().Select(list => string.Concat(list));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(subjects.ToArbitrary(), subject =>
        {
            var read = PatchSubject.Parse(subject);
            return read.Raw == subject && read.Title.Length <= subject.Length && read.Version >= 0;
        }));
    }

    [Fact]
    public void Subject_WhenItIsVeryLong_ThenItIsReadAllTheSame()
    {
        foreach (var piece in (string[])["[", "[a] ", "Re: ", "[PATCH ", "v2 ", "]"])
            PatchSubject.Parse(string.Concat(Enumerable.Repeat(piece, 50_000))).Raw.Length.ShouldBe(piece.Length * 50_000);
    }

    private static void ShouldBeTakenApart(string subject, int version, (int? Number, int? Total) place, string tags, string name)
    {
        var read = PatchSubject.Parse(subject);

        read.SaysPatch.ShouldBeTrue();
        read.IsReply.ShouldBeFalse();
        read.Version.ShouldBe(version);
        (read.Number, read.Total).ShouldBe(place);
        string.Join(' ', read.Tags).ShouldBe(tags);
        read.Name.ShouldBe(name);
    }
}
