using System.Text;

namespace Tributary.Lab;

/// <summary>The first process of a guest: mounts, runs the programs, says how they ended, and powers off.</summary>
internal static class InitScript
{
    /// <summary>Where the programs lie.</summary>
    public const string Folder = "lab";

    /// <summary>Where the nonce lies, until it is read: no test is given it.</summary>
    public const string NonceFile = "lab-nonce";

    private const string Head = """
        #!/bin/busybox sh
        /bin/busybox mkdir -p /bin /sbin /proc /sys /dev /tmp /run /mnt /etc /var/tmp /root
        /bin/busybox --install -s /bin
        [ -e /usr/bin ] || { mkdir -p /usr; ln -s /bin /usr/bin; ln -s /sbin /usr/sbin; }
        export PATH=/usr/local/bin:/bin:/sbin:/usr/bin:/usr/sbin HOME=/root LC_ALL=C TERM=dumb
        mount -t proc proc /proc
        mount -t sysfs sys /sys
        mount -t devtmpfs dev /dev 2>/dev/null
        mkdir -p /dev/shm /dev/pts
        mount -t devpts pts /dev/pts
        mount -t tmpfs tmp /tmp
        mount -t tmpfs shm /dev/shm
        mount -t tmpfs run /run
        mount -t bpf bpf /sys/fs/bpf
        mount -t debugfs debug /sys/kernel/debug
        mount -t tracefs trace /sys/kernel/tracing
        mount -t cgroup2 cgroup /sys/fs/cgroup
        ip link set lo up
        ulimit -l unlimited
        ulimit -n 65536
        """;

    // Laid by what ends a program when its time is over. By that status coreutils' timeout says so.
    private const string Late = "/lab-late";
    private const int TimedOut = 124;

    /// <summary>The script.</summary>
    /// <param name="plan">What the guest does.</param>
    /// <param name="interpreters">By what scripts can be run in the guest.</param>
    public static string Of(GuestPlan plan, IReadOnlySet<string>? interpreters = null)
    {
        var script = new StringBuilder(Head).Append('\n');
        script.Append("nonce=$(cat /").Append(NonceFile).Append("); rm /").Append(NonceFile).Append(" /init\n");
        foreach (var setting in plan.Sysctls) script.Append("sysctl -w ").Append(Quote(setting)).Append('\n');
        script.Append("cd /").Append(Folder).Append('\n');
        // Kept apart from what stands on the line by an empty one.
        script.Append("echo; echo \"LAB-START id=$nonce uname=$(uname -r) cmd=").Append(plan.Programs is [var single] ? single.Name : "selftests").Append("\"\n");
        if (plan.Programs is [var only])
        {
            script.Append(Call(only)).Append("\nstatus=$?\n");
        }
        else
        {
            script.Append("status=0\n");
            foreach (var program in plan.Programs) AddOne(script, program, plan, interpreters);
        }

        // The console may be slow; what is not written when the machine ends is lost.
        return script.Append("echo; echo \"LAB-EXIT id=$nonce rc=$status\"\nsync\nsleep 0.1\npoweroff -f\n").ToString();
    }

    // The run's status is that of the worst program; or, where each is judged by itself, whether one failed (4 says that it left itself out: tools/testing/selftests/kselftest.h).
    private const string Worst = "[ $rc = 0 ] || [ $status -gt 125 ] || status=$rc";
    private const string Judged = "[ $rc = 0 ] || [ $rc = 4 ] || status=1";

    private static void AddOne(StringBuilder script, GuestProgram program, GuestPlan plan, IReadOnlySet<string>? interpreters)
    {
        script.Append("echo; echo \"LAB-TEST-BEGIN ").Append(program.Name).Append("\"\n");
        if (plan.IsCollection && Lacks(program, interpreters) is var (why, status)) script.Append("echo ").Append(Quote(why)).Append("; rc=").Append(status).Append('\n');
        else if (plan.ProgramTime is { } time) AddBound(script, program, time);
        else script.Append(Call(program)).Append("\nrc=$?\n");
        script.Append(plan.IsCollection ? Judged : Worst).Append('\n').Append("echo; echo \"LAB-TEST-END ").Append(program.Name).Append(" rc=$rc\"\n");
    }

    // What it left running is ended with it, whatever that is: nothing else but kernel and first process is there. The next finds the processor free.
    private static void AddBound(StringBuilder script, GuestProgram program, TimeSpan time) => script
        .Append("(sleep ").Append(Math.Max(1, (long)time.TotalSeconds)).Append("; : >").Append(Late).Append("; kill -KILL -1) &\n")
        .Append(Call(program)).Append("\nrc=$?; kill -KILL -1 2>/dev/null\n")
        .Append("[ -e ").Append(Late).Append(" ] && rc=").Append(TimedOut).Append(" && rm ").Append(Late).Append('\n');

    // A program that was not built is a failure; a script that the guest cannot run leaves itself out.
    private static (string Why, int Status)? Lacks(GuestProgram program, IReadOnlySet<string>? interpreters)
    {
        if (program.File is null) return program.NotBuilt is { } why ? (why, Missing) : null;
        return interpreters is not null && ScriptInterpreter.Find(program.File) is { } by && !interpreters.Contains(by) ? ($"{by} is not in the guest", ProgramEnd.Skipped) : null;
    }

    private const int Missing = 127;

    private static string Call(GuestProgram program) => string.Join(' ', [Quote($"./{program.Name}"), .. program.Arguments.Select(Quote)]);

    private static string Quote(string word) => "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
