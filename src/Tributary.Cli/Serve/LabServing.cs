using System.CommandLine;
using Tributary.Lab;
using Tributary.Policy;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary>What <c>trib serve</c> is told of the lab: with a kernel it asks for runs of what is new, and on the embedded database makes them.</summary>
internal static class LabServing
{
    public static readonly Option<string?> Kernel = new("--lab") { Description = "Test new series and new tips of trees with this kernel, e.g. debian:6.1; on PostgreSQL trib lab worker makes the runs.", HelpName = "KERNEL" };
    public static readonly Option<string> Suites = new("--lab-suite") { Description = "The suites that are run.", DefaultValueFactory = _ => "test_verifier", HelpName = "SUITES" };

    public static readonly Option<string> Config = new("--lab-config") { Description = "What the configuration of a kernel begins with that --lab build builds: a file, or a target of make.", DefaultValueFactory = _ => "defconfig", HelpName = "CONFIG" };

    /// <summary>The server with it.</summary>
    /// <param name="context">The command.</param>
    /// <param name="options">The server without.</param>
    /// <param name="site">Where people reach it.</param>
    /// <param name="profile">The profile of the project that it serves.</param>
    public static ServerOptions Apply(CommandContext context, ServerOptions options, string site, Profile? profile)
    {
        if (context.Get(Kernel) is not { } kernel) return options;
        // On PostgreSQL the image may be where the workers are.
        if (context.DatabaseUrl is null && kernel != LabRequest.Build && !kernel.StartsWith(DebianKernel.Prefix, StringComparison.Ordinal) && !File.Exists(kernel))
            throw CommandException.Usage($"--lab {kernel} is no kernel; name an image, debian:VERSION or build");
        if (!Suite.TryParse(context.Get(Suites)!, out var suites)) throw CommandException.Usage($"--lab-suite {context.Get(Suites)} names no programs of the selftests");

        var setting = new LabSetting
        {
            Kernel = kernel, Suites = context.Get(Suites)!, TreeFolder = context.TreeFolder, Cache = new(null), Site = site,
            Selftests = profile?.Testing?.Selftests ?? throw CommandException.Usage("the profile names no selftests"),
            Notices = new(new Outbox(MailIdentity.Unset, TimeProvider.System), ProfileFile.Find, site), Template = new() { Kernel = kernel, Config = context.Get(Config)!, Bounds = MachineBounds.For(suites) },
        };
        var worker = new LabWorker(options.Database, setting, TimeProvider.System, static _ => { });
        return options with { Lab = setting, Work = context.DatabaseUrl is null ? options.Work.Add((_, cancel) => worker.RunAsync(cancel)) : options.Work };
    }
}
