using System.Diagnostics;

namespace Tributary.EndToEnd;

/// <summary>The program, built and run as a user runs it: <c>./trib</c> of this checkout, with a data folder of its own.</summary>
internal sealed class TribServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tributary-browser-");
    private Process? _server;

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The root of the checkout.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Imports sources, then serves them.</summary>
    public static Task<TribServer> StartAsync(params IEnumerable<string> sources) => ServeAsync(sources);

    /// <summary>The same with options of <c>trib serve</c>.</summary>
    public static async Task<TribServer> ServeAsync(IEnumerable<string> sources, params string[] options)
    {
        var trib = new TribServer();
        using var import = Start("import", "--data", trib._folder.FullName, [.. sources]);
        var said = import.StandardOutput.ReadToEndAsync();
        var complained = await import.StandardError.ReadToEndAsync();
        await import.WaitForExitAsync();
        import.ExitCode.ShouldBe(0, complained + await said);
        trib._server = Start("serve", "--data", trib._folder.FullName, ["--urls", "http://127.0.0.1:0", .. options]);
        var line = await trib._server.StandardOutput.ReadLineAsync();
        trib.Address = line!.Replace("Listening on ", "", StringComparison.Ordinal).TrimEnd('/');
        trib.Address.ShouldStartWith("http://127.0.0.1:");
        return trib;
    }

    /// <summary>Makes an account of a maintainer, as who runs the machine does.</summary>
    /// <param name="name">The user name, which gives his address too.</param>
    /// <param name="password">The password.</param>
    public async Task AddMaintainerAsync(string name, string password)
    {
        var start = new ProcessStartInfo(Path.Combine(Root, "trib")) { UseShellExecute = false, RedirectStandardInput = true };
        foreach (var word in (string[])["user", "add", name, "--data", _folder.FullName, "--email", $"{name}@example.org", "--maintainer", "netdevbpf", "--password-stdin"]) start.ArgumentList.Add(word);
        using var trib = Run(start);
        await trib.StandardInput.WriteLineAsync(password);
        trib.StandardInput.Close();
        await trib.WaitForExitAsync();
        trib.ExitCode.ShouldBe(0);
    }

    /// <summary>Runs a command on the data of the server; it must end well.</summary>
    public async Task RunAsync(params string[] words)
    {
        using var trib = Start(words[0], "--data", _folder.FullName, words[1..]);
        var said = await trib.StandardOutput.ReadToEndAsync();
        await trib.WaitForExitAsync();
        trib.ExitCode.ShouldBe(0, said);
    }

    /// <summary>Sends SIGTERM and waits for its end.</summary>
    /// <returns>The exit status.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Run(new ProcessStartInfo("/bin/kill") { ArgumentList = { "-TERM", _server!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) } });
        await _server.WaitForExitAsync();
        return _server.ExitCode;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_server is { HasExited: false }) await StopAsync();
        _server?.Dispose();
        _folder.Delete(recursive: true);
    }

    // ./trib ends in exec, so the process that is started is the program itself.
    private static Process Start(string command, string option, string value, params string[] rest)
    {
        var start = new ProcessStartInfo(Path.Combine(Root, "trib")) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = command == "import" };
        foreach (var word in (string[])[command, option, value, .. rest]) start.ArgumentList.Add(word);
        return Run(start);
    }

    private static Process Run(ProcessStartInfo start)
    {
#pragma warning disable RS0030 // The ban keeps processes of src/ in Tributary.Git; this starts the program itself.
        return Process.Start(start)!;
#pragma warning restore RS0030
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Tributary.slnx"))) folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the checkout.");
        return folder.FullName;
    }
}
