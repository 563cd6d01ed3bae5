using System.CommandLine;

namespace Tributary.Cli;

/// <summary>
/// The arguments of a command that is run often, read without the command line's library where they are plain: options by their full names, each once, each
/// with its value behind it. The library finds the same, and takes a tenth of the command's time for it; all that is not plain is left to it.
/// </summary>
internal sealed class QuickLine
{
    private readonly List<Option> _options = [];
    private readonly List<object> _values = [];
    private readonly List<string> _words = [];

    private QuickLine()
    {
    }

    /// <summary>Reads the arguments; null where the library has to.</summary>
    /// <param name="command">The command, with its options.</param>
    /// <param name="args">All arguments.</param>
    /// <param name="path">The words that lead to the command, e.g. <c>stable where</c>.</param>
    public static QuickLine? Read(Command command, string[] args, string[] path)
    {
        var line = new QuickLine();
        var found = 0;
        for (var at = 0; at < args.Length; at++)
        {
            var word = args[at];
            if (word.Length == 0 || command.Arguments.Count != 1) return null;
            if (word[0] == '-' && word != "-")
            {
                if (FindOption(command, word) is not { } option || line._options.Contains(option)) return null;
                var next = at + 1 < args.Length ? args[at + 1] : null;
                if (!line.Take(option, next)) return null;
                if (option.ValueType != typeof(bool)) at++;
            }
            else if (found < path.Length)
            {
                if (word != path[found++]) return null;
            }
            else
            {
                line._words.Add(word);
            }
        }

        return found == path.Length ? line : null;
    }

    /// <summary>The value of an option, or its default.</summary>
    public T? Get<T>(Option<T> option)
    {
        var at = _options.IndexOf(option);
        if (at >= 0) return (T)_values[at];
        return option.DefaultValueFactory is { } make ? make(null!) : default;
    }

    /// <summary>The words that belong to no option.</summary>
    public T? Get<T>(Argument<T> argument) => argument.ValueType == typeof(string[]) ? (T)(object)_words.ToArray() : default;

    private static Option? FindOption(Command command, string word)
    {
        if (word == GlobalOptions.DataFolder.Name) return GlobalOptions.DataFolder;
        foreach (var option in command.Options)
        {
            if (option.Name == word) return option;
        }

        return null;
    }

    // A switch may be followed by true or false, and a value that begins as an option does may be meant as one: the library knows.
    private bool Take(Option option, string? next)
    {
        _options.Add(option);
        if (option.ValueType == typeof(bool))
        {
            _values.Add(true);
            return next is null || !bool.TryParse(next, out _);
        }

        _values.Add(next ?? "");
        return option.ValueType == typeof(string) && next is { Length: > 0 } && next[0] != '-';
    }
}
