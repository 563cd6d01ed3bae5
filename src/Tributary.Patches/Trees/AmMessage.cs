using System.Collections.Immutable;

namespace Tributary.Patches;

/// <summary>A commit message with its trailers apart.</summary>
/// <param name="Text">The message without its trailers; it may be empty.</param>
/// <param name="Trailers">The trailers, in order.</param>
public sealed record AmMessage(string Text, ImmutableArray<AmTrailer> Trailers)
{
    /// <summary>Takes a message apart: the trailers of its last paragraph are its trailers, other lines of that paragraph stay with the text.</summary>
    /// <param name="message">The message below the title, with LF line ends.</param>
    public static AmMessage Read(string message)
    {
        var text = message.Replace("\r", "", StringComparison.Ordinal).Trim('\n').TrimEnd();
        var last = text.LastIndexOf("\n\n", StringComparison.Ordinal);
        var read = AmText.Read(last < 0 ? text : text[(last + 2)..]);
        var others = string.Join('\n', read.Others).Trim('\n');
        var before = last < 0 ? "" : text[..last].TrimEnd();
        return new(string.Join("\n\n", new[] { before, others }.Where(static part => part.Length > 0)), read.Trailers);
    }

    /// <summary>With more trailers at the end, each once; the sign-off of whoever commits stands last.</summary>
    /// <param name="given">The trailers that answers gave.</param>
    /// <param name="signOff">The sign-off, or null.</param>
    public AmMessage With(ImmutableArray<AmTrailer> given, AmTrailer? signOff)
    {
        var all = Trailers.ToList();
        if (signOff is not null) all.RemoveAll(signOff.Same);
        foreach (var trailer in given)
        {
            if ((signOff is null || !signOff.Same(trailer)) && !all.Exists(trailer.Same)) all.Add(trailer);
        }

        if (signOff is not null) all.Add(signOff);
        return this with { Trailers = [.. all] };
    }

    /// <summary>The whole, with LF line ends and one at its end.</summary>
    public override string ToString()
    {
        var trailers = string.Concat(Trailers.Select(static trailer => $"{trailer}\n"));
        return Text.Length == 0 ? trailers : trailers.Length == 0 ? $"{Text}\n" : $"{Text}\n\n{trailers}";
    }
}
