namespace Tributary.Policy;

/// <summary>Reads the sections of a profile that speak of what stands around the queue: stable kernels, testing, LLVM, iproute2.</summary>
internal static class ProfileToolReader
{
    /// <summary>A rule of delegation: <c>to</c>, and <c>prefixes</c>, <c>lists</c>, <c>paths</c>.</summary>
    public static DelegationRule Delegation(ProfileSection from)
    {
        var rule = new DelegationRule { To = from.Text("to"), Prefixes = from.Texts("prefixes"), Lists = from.Texts("lists"), Paths = from.Texts("paths") };
        from.End();
        return rule;
    }

    public static StableValues Stable(ProfileSection from) => new()
    {
        Repository = from.Text("repository"), Branches = from.Text("branches"), Kernels = from.Text("kernels"),
        NeverInDescription = from.Text("never-in-description"), Queue = from.Text("queue"), ExposureDays = from.Number("exposure-days"),
        Ends = [.. from.Sections("ends").Select(Kernel)],
    };

    // branch, last, longterm, ended or foreseen, source, as-of, read
    private static StableKernel Kernel(ProfileSection from)
    {
        var (ended, foreseen) = (from.TextOrNull("ended"), from.TextOrNull("foreseen"));
        var kernel = new StableKernel(from.Text("branch"))
        {
            Last = from.TextOrNull("last") ?? "", IsLongterm = from.TextOrNull("longterm") is "yes", HasEnded = ended is not null, Ends = ended is "yes" ? "" : ended ?? foreseen ?? "",
            Why = $"{from.Text("source")}{(from.TextOrNull("as-of") is { } year ? $" of {year}" : "")}, read on {from.Text("read")}",
        };
        from.End();
        return kernel;
    }

    public static TestingValues Testing(ProfileSection from) => new()
    {
        Selftests = from.Text("selftests"), Config = from.TextOrNull("config"), Steps = from.Texts("steps"),
        Pahole = from.SectionOrNull("pahole") is { } pahole ? Pahole(pahole) : null,
        Suites = [.. from.Sections("suites").Select(Suite)],
    };

    private static SuiteValues Suite(ProfileSection from)
    {
        var suite = new SuiteValues(from.Text("suite"), from.Texts("paths"));
        from.End();
        return suite;
    }

    public static LlvmValues Llvm(ProfileSection from) => new()
    {
        Minimum = from.Version("minimum"), Targets = from.Texts("targets"), Repositories = from.Texts("repositories"),
        Needs = from.Texts("needs"), Build = from.Texts("build"), Binaries = from.Text("binaries"), Tracker = from.Text("tracker"),
    };

    public static IprouteValues Iproute(ProfileSection from) => new()
    {
        Repositories = from.Texts("repositories"), Prefixes = from.Texts("prefixes"), Delegate = from.TextOrNull("delegate"),
        DelegateNumber = from.NumberOrNull("delegate-number"), Queue = from.TextOrNull("queue"),
    };

    private static PaholeValues Pahole(ProfileSection from)
    {
        var pahole = new PaholeValues
        {
            Minimum = from.Version("minimum"), Repository = from.Text("repository"), Archives = from.TextOrNull("archives"),
            SubmoduleSince = from.VersionOrNull("submodule-since"), SubmoduleCommand = from.TextOrNull("submodule-command"),
        };
        from.End();
        return pahole;
    }
}
