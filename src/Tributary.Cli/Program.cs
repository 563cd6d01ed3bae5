using Tributary.Cli;

// Scripts ask for the version often: answered before the command line's library or Console is loaded (see docs/commands.md).
if (args is ["--version"]) return VersionLine.Write();
return await CommandLine.RunAsync(args);
