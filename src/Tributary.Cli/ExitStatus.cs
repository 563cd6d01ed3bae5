namespace Tributary.Cli;

/// <summary>What the program's exit status says; scripts rely on it.</summary>
internal static class ExitStatus
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The answer is no: a check failed, nothing was found.</summary>
    public const int No = 1;

    /// <summary>Wrong usage or bad input.</summary>
    public const int Usage = 2;

    /// <summary>Something outside failed: network, git, database, disk.</summary>
    public const int Outside = 3;

    /// <summary>To a mail server: keep the message and try again later (EX_TEMPFAIL of sysexits.h). Only <c>trib ingest</c>.</summary>
    public const int TryAgain = 75;

    /// <summary>Ended by Ctrl-C, as shells say it: 128 and the signal's number.</summary>
    public const int Interrupted = 130;
}
