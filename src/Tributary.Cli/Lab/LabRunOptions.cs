using System.CommandLine;
using System.Globalization;
using Tributary.Lab;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary>What <c>trib lab run</c> and <c>trib lab prepare</c> are told.</summary>
internal static class LabRunOptions
{
    public static readonly Option<string?> Suites = new("--suite") { Description = "Programs of the selftests with commas between: test_verifier,test_maps,test_progs:FILTER; or all that make run_tests runs.", HelpName = "SUITES" };
    public static readonly Option<string?> Program = new("--program") { Description = "A program or script of your own that the guest runs instead.", HelpName = "FILE" };
    public static readonly Option<string?> Kernel = new("--kernel") { Description = "debian:6.1 (downloaded once), an image, or build: it is built of the tree, with the series where there is one.", HelpName = "KERNEL" };
    public static readonly Option<string> Config = new("--config") { Description = "What the configuration of a built kernel begins with: a file, or a target of make (tinyconfig, say).", DefaultValueFactory = _ => "defconfig", HelpName = "CONFIG" };
    public static readonly Option<int> Disk = new("--disk") { Description = "How much disk what a run builds may take, in MiB.", DefaultValueFactory = _ => (int)(LabRequest.UsualDisk / (1024 * 1024)), HelpName = "MIB" };
    public static readonly Option<string?> Selftests = new("--selftests") { Description = "The kernel tree whose selftests are built (default: the source of Debian's kernel).", HelpName = "TREE" };
    public static readonly Option<string[]> Sysctl = new("--sysctl") { Description = "A setting of the guest's kernel, NAME=VALUE; may be given several times.", HelpName = "SETTING" };
    public static readonly Option<bool> AllowMismatch = new("--allow-mismatch") { Description = "Go on where kernel and selftests are of different versions; the run is marked." };
    public static readonly Option<string> Accelerate = new("--accel") { Description = "auto (KVM where it works, else TCG), kvm or tcg.", DefaultValueFactory = _ => "auto" };
    public static readonly Option<int> Memory = new("--memory") { Description = "The machine's memory in MiB.", DefaultValueFactory = _ => 0, HelpName = "MIB" };
    public static readonly Option<double> Time = new("--time") { Description = "How long the machine may run, in seconds (default: 1800, and 10800 for --suite all).", DefaultValueFactory = _ => 0, HelpName = "SECONDS" };
    public static readonly Option<double> TestTime = new("--test-time") { Description = "How long each of several programs may run, in seconds; then it is ended and the next one runs (default: 1800 for --suite all, else as long as the machine).", DefaultValueFactory = _ => 0, HelpName = "SECONDS" };
    public static readonly Option<double> Silence = new("--silence") { Description = "How long it may print nothing, in seconds; then it hangs (default: 300, and 2100 for --suite all).", DefaultValueFactory = _ => 0, HelpName = "SECONDS" };
    public static readonly Option<int> ConsoleLimit = new("--console-limit") { Description = "How much it may print, in MiB.", DefaultValueFactory = _ => 32, HelpName = "MIB" };
    public static readonly Option<string?> Cache = new("--cache") { Description = "Where packages, kernels and built tests are kept (default: ~/.cache/tributary/lab).", HelpName = "DIR" };

    /// <summary>Where runs of series and of followed trees are made with.</summary>
    public static LabSetting Setting(CommandContext context, string site)
    {
        var request = Request(context);
        if (request.Suites.IsEmpty) throw CommandException.Usage("which suites? --suite test_verifier");

        return new()
        {
            Kernel = request.Kernel, Suites = context.Get(Suites)!.Replace(" ", "", StringComparison.Ordinal), TreeFolder = context.TreeFolder, Cache = new(context.Get(Cache)), Site = site,
            Selftests = request.Selftests ?? throw CommandException.Usage("the profile names no selftests"), Template = request,
            // Letters do not link to where only this machine finds the pages.
            Notices = new(new Outbox(MailIdentity.Unset, TimeProvider.System), ProfileFile.Find, site == ServerOptions.DefaultUrls[0] ? "" : site),
        };
    }

    /// <summary>Adds them to a command.</summary>
    public static Command WithRunOptions(this Command command)
    {
        foreach (var option in (Option[])[Suites, Program, Kernel, Config, Selftests, Sysctl, AllowMismatch, Accelerate, Memory, Time, TestTime, Silence, ConsoleLimit, Disk, Cache, CheckOptions.Profile, GlobalOptions.Json]) command.Add(option);
        return command;
    }

    /// <summary>The run that they ask for.</summary>
    /// <exception cref="CommandException">They do not fit together.</exception>
    public static LabRequest Request(CommandContext context)
    {
        var kernel = context.Get(Kernel) ?? throw CommandException.Usage("which kernel? --kernel debian:6.1, or an image");
        var program = context.Get(Program);
        System.Collections.Immutable.ImmutableArray<Suite> suites = [];
        if (program is not null && !File.Exists(program)) throw CommandException.Usage($"there is no program {program}");
        if (context.Get(Suites) is { } text && !Suite.TryParse(text, out suites)) throw CommandException.Usage($"{text} names no programs of the selftests; say e.g. test_verifier,test_progs:atomics");
        if (program is null == suites.IsEmpty) throw CommandException.Usage("what shall run? --suite test_verifier, or --program FILE");

        return new()
        {
            Kernel = kernel, Suites = suites, Program = program is null ? null : new(Path.GetFileName(program), Path.GetFullPath(program), []),
            Tree = context.Get(Selftests) is { } tree ? Path.GetFullPath(tree) : null, Selftests = ProfileChoice.Get(context).Testing?.Selftests,
            Config = File.Exists(context.Get(Config)) ? Path.GetFullPath(context.Get(Config)!) : context.Get(Config)!, Disk = context.Get(Disk) * 1024L * 1024,
            Sysctls = [.. context.Get(Sysctl) ?? []], IsMismatchAllowed = context.Get(AllowMismatch), Accelerator = AcceleratorOf(context.Get(Accelerate)!), Bounds = Bounds(context, suites),
        };
    }

    private static MachineBounds Bounds(CommandContext context, System.Collections.Immutable.ImmutableArray<Suite> suites)
    {
        var usual = MachineBounds.For(suites);
        return usual with
        {
            Memory = context.Get(Memory) is var memory and > 0 ? memory : usual.Memory, Time = context.Get(Time) is var time and > 0 ? TimeSpan.FromSeconds(time) : usual.Time,
            Program = context.Get(TestTime) is var one and > 0 ? TimeSpan.FromSeconds(one) : usual.Program,
            Silence = context.Get(Silence) is var silence and > 0 ? TimeSpan.FromSeconds(silence) : usual.Silence, Console = context.Get(ConsoleLimit) * 1024L * 1024,
        };
    }

    private static Accelerator AcceleratorOf(string word) =>
        Enum.TryParse<Accelerator>(word, ignoreCase: true, out var found) && word.ToLower(CultureInfo.InvariantCulture) is "auto" or "kvm" or "tcg" ? found : throw CommandException.Usage($"--accel takes auto, kvm or tcg, not {word}");
}
