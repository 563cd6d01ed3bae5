namespace Tributary.Server;

/// <summary>One thing that <c>trib doctor</c> looked at.</summary>
/// <param name="Name">What.</param>
/// <param name="IsGood">False when something must be done.</param>
/// <param name="Finding">What it found.</param>
/// <param name="Advice">What to do; empty when nothing.</param>
public sealed record DoctorCheck(string Name, bool IsGood, string Finding, string Advice = "");
