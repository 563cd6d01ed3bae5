using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>All rules, one a line. Each has a class in Rules/ and a page in docs/rules/, and a test demands all three.</summary>
public static class RuleCatalog
{
    /// <summary>The rules, by what they look at.</summary>
    public static ImmutableArray<Rule> All { get; } =
    [
        // Subject and series.
        new TreePrefix(),
        new TreeMixed(),
        new TreeMisspelt(),
        new NeighbourTree(),
        new BaseCommit(),
        new BaseKnown(),
        new VersionNumber(),
        new VersionMixed(),
        new VersionLog(),
        new PartialRespin(),
        new SeriesComplete(),
        new OnTop(),
        new AcksDropped(),
        new CoverLetter(),
        new CoverTemplate(),
        new CoverText(),
        new CoverMergeText(),
        new ManyPatches(),
        new MergeWindow(),

        // Titles.
        new TitleArea(),
        new TitleLength(),
        new TitleStop(),
        new TitleTool(),
        new TitleTwice(),

        // To whom, and in which form.
        new PatchList(),
        new MissingCc(),
        new FixesAuthorCc(),
        new HtmlMail(),
        new PatchAttached(),
        new PatchDamaged(),
        new TopPosting(),
        new HiddenCharacters(),

        // What it fixes.
        new FixesTag(),
        new FixesForm(),
        new FixesFolded(),
        new FixesBlank(),
        new FixesDigits(),
        new FixesKnown(),
        new FixesTitle(),
        new FixesTree(),
        new FixesNext(),
        new FixesMissing(),
        new StableCc(),

        // The commit message.
        new MessageEmpty(),
        new MessageRestates(),
        new MessageColumns(),
        new MessageVersions(),
        new MessageComment(),
        new MessageImperative(),
        new DiffInMessage(),
        new CommitReference(),
        new RepeatedWord(),
        new LinkForm(),
        new GerritId(),

        // Trailers.
        new AuthorSignedOff(),
        new SenderSignedOff(),
        new FullName(),
        new TrailerForm(),
        new TrailerTwice(),
        new TrailerAddress(),
        new CoDeveloped(),
        new ReportedLink(),

        // What belongs together, and what does not.
        new Tested(),
        new VerifierSelftests(),
        new InstructionTests(),
        new JitTests(),
        new InstructionJits(),
        new InstructionLlvm(),
        new SamplesOrSelftests(),
        new UapiBpftool(),
        new UapiIproute2(),
        new UapiCopy(),
        new LibbpfAlone(),
        new SelftestsAlone(),
        new SelftestListed(),
        new NewFileMaintainers(),

        // iproute2.
        new Iproute2List(),
        new Iproute2Prefix(),
        new Iproute2Kernel(),
        new Iproute2Alone(),

        // Added lines.
        new LongLines(),
        new LinesSplit(),
        new CppComments(),
        new KdocReturn(),
        new TrailingWhitespace(),
        new SpdxTag(),
        new ConflictMarkers(),
        new ExecutableSource(),
        new BinaryFile(),
        new ModuleParam(),
        new DeprecatedApi(),
        new HeaderStatic(),
        new SourceInline(),
    ];

    /// <summary>The rule of an id, or null.</summary>
    public static Rule? Find(string id) => All.FirstOrDefault(rule => rule.Info.Id == id);
}
