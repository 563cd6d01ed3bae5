namespace Tributary.Patches;

/// <summary>A line of a mail that speaks to a bot, e.g. <c>pw-bot: changes-requested</c> (SUB-5). What its text means a profile says.</summary>
/// <param name="Bot">Whom it speaks to, lower case: <c>pw-bot</c>.</param>
/// <param name="Text">What stands behind the colon, trimmed, without what a broken encoding left behind; never empty.</param>
public readonly record struct CommandLine(string Bot, string Text);
