using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Lab;

/// <summary>Boots a machine by KVM where that works, else by TCG, and says how it ended.</summary>
/// <param name="cache">Remembers that KVM runs no guests here.</param>
/// <param name="tell">Is told what is being done.</param>
internal sealed class MachineRunner(LabCache cache, Action<string> tell)
{
    private const string KvmDevice = "/dev/kvm";

    // Where a guest starts at all it starts within a second or two.
    private static readonly TimeSpan Trial = TimeSpan.FromSeconds(10);

    /// <summary>Runs it.</summary>
    /// <param name="job">The machine.</param>
    /// <param name="wanted">How it shall run.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancel">Ends it, and throws.</param>
    /// <exception cref="LabException">qemu is not here.</exception>
    public async Task<MachineOutcome> RunAsync(MachineJob job, Accelerator wanted, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        if (ProgramPath.Find(QemuCommand.Program) is null) throw new LabException($"{QemuCommand.Program} is not here; on Debian: apt-get install qemu-system-x86");

        var isSafe = await Sandbox.IsUsableAsync(cancel);
        if (wanted == Accelerator.Kvm || (wanted == Accelerator.Auto && MayHaveKvm()))
        {
            var end = await Machine.RunAsync(Words(job, Accelerator.Kvm, isSafe), job, wanted == Accelerator.Auto ? Trial : null, progress, cancel);
            if (wanted == Accelerator.Kvm || RunReader.Read(end.Console, job.Nonce).Id is not null) return Of(end, job, Accelerator.Kvm);

            tell("KVM is here and runs no guest; using TCG.");
            await File.WriteAllTextAsync(Remembered(), "KVM started no guest\n", cancel);
        }

        return Of(await Machine.RunAsync(Words(job, Accelerator.Tcg, isSafe), job, null, progress, cancel), job, Accelerator.Tcg);
    }

    private bool MayHaveKvm()
    {
        try
        {
            if (!Path.Exists(KvmDevice) || File.Exists(Remembered())) return false;
            using var opened = new FileStream(KvmDevice, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return false;
        }
    }

    // Until the host is started again.
    private string Remembered() => Path.Combine(cache.Place("kvm"), $"none-{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()}");

    private static ImmutableArray<string> Words(MachineJob job, Accelerator accelerator, bool isSafe)
    {
        var words = QemuCommand.Of(job, accelerator);
        return isSafe ? Sandbox.Around(words, new() { Readable = [(job.Kernel, job.Kernel), (job.Root, job.Root)], Devices = accelerator == Accelerator.Kvm ? [KvmDevice] : [] }) : words;
    }

    private static MachineOutcome Of(MachineEnd end, MachineJob job, Accelerator accelerator)
    {
        var report = RunReader.Read(end.Console, job.Nonce);
        var (how, says) = (report.End, end.Stop) switch
        {
            // What the guest said to its end counts, however the machine went.
            _ when report.Status is not null => (report.End, report.Says),
            (RunEnd.Panic or RunEnd.InitDied or RunEnd.NoRoot or RunEnd.OutOfMemory, _) => (report.End, report.Says),
            (_, MachineStop.Console) => (RunEnd.ConsoleLimit, string.Create(CultureInfo.InvariantCulture, $"It printed more than {job.Bounds.Console:#,0} bytes and was ended.")),
            (RunEnd.Hang, MachineStop.Time) => (RunEnd.TimeLimit, string.Create(CultureInfo.InvariantCulture, $"It was still at work when its {job.Bounds.Time.TotalSeconds:0} seconds were over.") + RunEnds.Sentence(report.KernelSaid)),
            (RunEnd.Hang, MachineStop.Silence) => (RunEnd.Hang, string.Create(CultureInfo.InvariantCulture, $"It began, and printed nothing for {job.Bounds.Silence.TotalSeconds:0} seconds.") + RunEnds.Sentence(report.KernelSaid)),
            (_, MachineStop.Ended) when end.Status is not (null or 0) => (RunEnd.MachineFailed, $"qemu ended with status {end.Status}: {(end.Said.Length > 0 ? end.Said.Split('\n')[0] : "it said nothing")}"),
            (RunEnd.Hang, MachineStop.Ended) => (RunEnd.MachineFailed, "The machine ended, and neither the program nor the kernel said why."),
            _ => (report.End, report.Says),
        };
        return new(report with { End = how, Says = says }, accelerator, end.Console);
    }
}

/// <summary>How a machine ended.</summary>
/// <param name="Report">What its console tells, and what the host knows.</param>
/// <param name="Accelerator">How it ran.</param>
/// <param name="Console">Its console.</param>
internal sealed record MachineOutcome(RunReport Report, Accelerator Accelerator, string Console);
