namespace Tributary.Server;

/// <summary>
/// Work that an installation does again and again, once for all of its nodes: whichever has its turn does it, and when that one is killed another goes on. It may be done twice without harm.
/// Register one as a singleton, and every node knows it.
/// </summary>
/// <param name="Name">Its name: the same on every node and in every version.</param>
/// <param name="Every">The pause between two beginnings.</param>
/// <param name="RunAsync">Does it once; what goes wrong is in the log, and it is tried again at the next turn.</param>
internal sealed record ScheduledWork(string Name, TimeSpan Every, Func<CancellationToken, Task> RunAsync);
