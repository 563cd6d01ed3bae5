using BenchmarkDotNet.Running;

// dotnet run -c Release --project bench/Tributary.Bench -- --filter *MessageReader*
BenchmarkSwitcher.FromAssembly(typeof(Tributary.Bench.MessageReaderBenchmarks).Assembly).Run(args);
