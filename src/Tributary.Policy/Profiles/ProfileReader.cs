using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>Reads a profile from YAML. It never throws on its input: what is wrong comes back with its line.</summary>
public static class ProfileReader
{
    // In the order of the enumerations.
    private static readonly ImmutableArray<string> Uses = ["bugs", "patches", "pull-requests", "llvm", "stable", "iproute2"];
    private static readonly ImmutableArray<string> Kinds = ["fixes", "features", "tools"];
    private static readonly ImmutableArray<string> Weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
    private static readonly ImmutableArray<string> Severities = ["advice", "warning", "error", "off"];

    /// <summary>Reads a profile.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="file">How the file is called in a complaint.</param>
    public static ProfileReading Read(TextReader text, string file)
    {
        var faults = new ProfileFaults();
        var reading = ReadRoot(YamlText.Read(text, faults), file, faults);
        if (reading is not ProfileReading.Done done) return reading;
        done.Profile.ReadParts();
        return faults.Any ? new ProfileReading.Wrong(file, faults.Line, faults.Text) : reading;
    }

    /// <summary>Reads a profile of which is known that nothing is wrong in it: some of its parts only when somebody asks for them.</summary>
    internal static ProfileReading ReadAsAsked(string text, string file)
    {
        var faults = new ProfileFaults();
        return ReadRoot(PlainYaml.Read(text) ?? YamlText.Read(new StringReader(text), faults), file, faults);
    }

    private static ProfileReading ReadRoot(YamlValue? root, string file, ProfileFaults faults)
    {
        if (root is null && !faults.Any) faults.Add(1, "the file is empty");
        var profile = faults.Any ? null : ReadProfile(new(root!, "the profile", faults));
        return faults.Any ? new ProfileReading.Wrong(file, faults.Line, faults.Text) : new ProfileReading.Done(profile!);
    }

    private static Profile ReadProfile(ProfileSection from)
    {
        var project = from.SectionOrNull("project");
        var lists = from.Sections("lists").Select(ReadList).ToImmutableArray();
        var delegation = from.Sections("delegation");
        var profile = new Profile
        {
            Name = from.Text("name"), Title = from.Text("title"), Revision = from.Text("revision"),
            Project = project is null ? from.Text("project") : project.Text("name"),
            Aliases = project?.Texts("aliases") ?? [],
            Lists = lists, ListIds = [.. lists.Select(list => list.ListId)],
            UnreadTrackers = from.Texts("unread-trackers"),
            Patchwork = Section(from, "patchwork", ReadPatchwork),
            States = [.. Section(from, "states", ReadStates) ?? []],
            CommitLink = from.TextOrNull("commit-link"), CommandsPart = Later(from, "commands", ReadCommands),
            Trees = [.. from.Sections("trees").Select(ReadTree)],
            Mainline = Section(from, "mainline", ReadBranch),
            Submitting = Section(from, "submitting", ReadSubmitting) ?? new(),
            Checks = Section(from, "checks", ReadChecks) ?? new(),
            Applying = Section(from, "applying", static section => new ApplyingValues(section.Text("link"))) ?? new(""),
            FeedbackPart = Later(from, "feedback", ReadFeedback),
            PullRequestsPart = Later(from, "pull-requests", ReadPullRequests),
            MergeWindow = Section(from, "merge-window", section => new MergeWindowValues(section.Text("ends-with"), section.Text("status-page"))),
            StablePart = Later(from, "stable", ProfileToolReader.Stable),
            TestingPart = Later(from, "testing", ProfileToolReader.Testing),
            LlvmPart = Later(from, "llvm", ProfileToolReader.Llvm),
            DelegationPart = new(() => delegation.Select(ProfileToolReader.Delegation).ToArray(), value: null),
            ReportingPart = Later(from, "reporting", ReadReporting),
            RoutingPart = Later(from, "routing", ProfileRoutingReader.Read),
            IproutePart = Later(from, "iproute2", ProfileToolReader.Iproute),
        };
        project?.End();
        from.End();
        return profile;
    }

    private static T? Section<T>(ProfileSection from, string key, Func<ProfileSection, T> read)
    {
        if (from.SectionOrNull(key) is not { } section) return default;

        var values = read(section);
        section.End();
        return values;
    }

    private static ProfilePart Later(ProfileSection from, string key, Func<ProfileSection, object> read)
    {
        if (from.SectionOrNull(key) is not { } section) return ProfilePart.None;
        return new(
            () =>
            {
                var values = read(section);
                section.End();
                return values;
            }, value: null);
    }

    private static MailingList ReadList(ProfileSection from)
    {
        var list = new MailingList(from.Text("address").ToLowerInvariant(), from.Text("list-id").ToLowerInvariant(), [.. from.Words("uses", Uses).Select(place => (ListUse)place)]);
        from.End();
        return list;
    }

    private static PatchworkSite ReadPatchwork(ProfileSection from) =>
        new(from.Text("url"), from.Text("project"), from.Text("delegate"), from.NumberOrNull("delegate-number"), from.Text("queue")) { Name = from.TextOrNull("name") };

    private static List<StateName> ReadStates(ProfileSection from) => from.TakeTexts().ConvertAll(static state => new StateName(state.Key, state.Text));

    private static CommandValues ReadCommands(ProfileSection from) => new()
    {
        Bots = from.Texts("bots"), States = [.. Section(from, "words", static section => section.TakeLists().Select(static one => new StateWords(one.Key, one.Texts)).ToList()) ?? []],
    };

    private static ProfileTree ReadTree(ProfileSection from)
    {
        var tree = new ProfileTree(from.Text("name"), [.. from.Texts("tags").Select(tag => tag.ToLowerInvariant())])
        {
            Branch = ReadBranch(from), Kind = (TreeKind)from.Word("kind", Kinds), Takes = from.Text("takes"),
            Since = from.DayOrNull("since"), Until = from.DayOrNull("until"),
            Flows = [.. from.Sections("flows").Select(ReadFlow)],
        };
        from.End();
        return tree;
    }

    private static GitBranch ReadBranch(ProfileSection from) => new(from.Text("repository"), from.Text("branch"));

    private static TreeFlow ReadFlow(ProfileSection from)
    {
        var flow = new TreeFlow(from.Text("into"), from.DayOrNull("since"), from.DayOrNull("until")) { IsAfterRelease = from.Says("after", "release") };
        from.End();
        return flow;
    }

    private static SubmittingValues ReadSubmitting(ProfileSection from) => new()
    {
        PrefixExample = from.Text("prefix-example"), RespinExamples = from.Texts("respin-examples"),
        CoverLetterFrom = from.Number("cover-letter-from"), Columns = from.Number("columns"), CommitDigits = from.Number("commit-digits"),
    };

    private static CheckValues ReadChecks(ProfileSection from) => new()
    {
        MessageColumns = from.Number("message-columns"), MostPatches = from.Number("most-patches"), OwnTrees = from.Texts("own-trees"), OtherTrees = from.Texts("other-trees"),
        Severities = Section(from, "severities", ReadSeverities) is { } severities ? [.. severities] : [],
        Areas = Section(from, "areas", ReadAreas) is { } areas ? [.. areas] : [],
    };

    private static List<CheckArea> ReadAreas(ProfileSection from) => from.TakeLists().ConvertAll(static area => new CheckArea(area.Key, area.Texts));

    private static List<RuleSeverity> ReadSeverities(ProfileSection from) =>
        from.TakeWords(Severities).ConvertAll(static rule => new RuleSeverity(rule.Key, rule.Place <= (int)Severity.Error ? (Severity?)rule.Place : null));

    private static ReportingValues ReadReporting(ProfileSection from) => new()
    {
        Paths = from.Texts("paths"), LlvmPaths = from.Texts("llvm-paths"), Prefix = from.Text("prefix"), Options = from.Texts("options"), Tools = from.Texts("tools"),
        Parts = [.. from.Sections("parts").Select(ReadPart)],
    };

    private static ReportPart ReadPart(ProfileSection from)
    {
        var part = new ReportPart(from.Text("title"), from.Texts("words"), from.Text("path"));
        from.End();
        return part;
    }

    private static PullRequestValues ReadPullRequests(ProfileSection from) => new(from.Texts("subjects"), from.Text("rhythm"))
    {
        Letters = [.. from.Sections("letters").Select(ReadPullLetter)], Load = from.NumberOrNull("load") ?? PullRequestValues.UsualLoad,
    };

    private static PullLetterValues ReadPullLetter(ProfileSection from)
    {
        var letter = new PullLetterValues(from.Text("into"), from.Text("greeting"), from.Texts("to"), from.Texts("cc"));
        from.End();
        return letter;
    }

    private static FeedbackValues ReadFeedback(ProfileSection from) => new()
    {
        UsualFrom = from.Number("usual-from"), UsualTo = from.Number("usual-to"), OverdueAfter = from.Number("overdue-after"),
        Zone = from.TextOrNull("zone") ?? "UTC", Holidays = from.Days("holidays"),
        Weekend = ReadWeekend(from),
        Maintainers = [.. from.Texts("maintainers").Select(static address => address.ToLowerInvariant())],
        NoticesFrom = [.. from.Texts("notices-from").Select(static address => address.ToLowerInvariant())],
    };

    private static ImmutableArray<DayOfWeek> ReadWeekend(ProfileSection from)
    {
        var days = ImmutableArray.CreateBuilder<DayOfWeek>();
        foreach (var day in from.Words("weekend", Weekdays))
        {
            if (day >= 0) days.Add((DayOfWeek)day);
        }

        return days.Count > 0 ? days.ToImmutable() : FeedbackValues.SaturdayAndSunday;
    }
}
