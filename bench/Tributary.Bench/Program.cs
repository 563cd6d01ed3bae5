using BenchmarkDotNet.Running;
using Tributary.Bench;

// dotnet run --project bench/Tributary.Bench -c Release -- micro --filter *MessageReader*
switch (args)
{
    case ["micro", .. var rest]:
        BenchmarkSwitcher.FromAssembly(typeof(MessageReaderBenchmarks).Assembly).Run(rest);
        return 0;
    case ["queue", .. var rest]:
        return await QueueBench.RunAsync(rest, CancellationToken.None);
    case ["lists", .. var rest]:
        return await ListBench.RunAsync(rest, CancellationToken.None);
    case ["api", .. var rest]:
        return await ApiPagesBench.RunAsync(rest, CancellationToken.None);
    case ["import", .. var rest]:
        return ImportBench.Run(rest);
    case ["thread", .. var rest]:
        return ThreadBench.Run(rest);
    case ["trees", .. var rest]:
        return TreesBench.Run(rest);
    case ["check", .. var rest]:
        return CheckBench.Run(rest);
    case ["start", .. var rest]:
        return StartBench.Run(rest);
    case ["lab", .. var rest]:
        return await LabBench.RunAsync(rest, CancellationToken.None);
    case ["stable", .. var rest]:
        return await StableBench.RunAsync(rest, CancellationToken.None);
    default:
        Console.Error.WriteLine("usage: micro [BenchmarkDotNet's options] | queue [--sizes 10000,1000000] [--search 200000] [--rounds 60] [--data DIR] [--database postgres://…/NAME] [--clock wall|processor] [--only WORDS] | lists [the same] | api [the same] | import REPOSITORY [--rounds 5] [--program artifacts/trib/now/trib] | thread [--mails 6000] [--program artifacts/trib/now/trib] | trees KERNEL-REPOSITORY [--program artifacts/trib/now/trib] | lab [--rounds 3] [--kernel debian:6.1] [--program artifacts/trib/now/trib] | stable [--commits 1000000] [--folder DIR] [--program artifacts/trib/now/trib] | check KERNEL-TREE [--rounds 10] [--program artifacts/trib/now/trib] | start [--rounds 20] [--program artifacts/trib/now/trib]");
        return 2;
}
