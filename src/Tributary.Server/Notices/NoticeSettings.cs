using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>How a project wants letters of a kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="IsOn">They are written.</param>
/// <param name="Text">The text of the template.</param>
/// <param name="IsOwn">It is the project's own.</param>
public sealed record NoticeSettings(NoticeKind Kind, bool IsOn, string Text, bool IsOwn)
{
    /// <summary>The template. One that an older program took and this one does not is passed over for the default.</summary>
    public LetterTemplate Template
    {
        get
        {
            if (LetterTemplate.TryRead(Text, Kind.Fields, out var own, out _)) return own;
            LetterTemplate.TryRead(DefaultTemplates.Of(Kind), Kind.Fields, out var standard, out _);
            return standard;
        }
    }

    /// <summary>The project's setting that says on or off.</summary>
    public static string SwitchOf(NoticeKind kind) => $"notice_{kind.Slug}";

    /// <summary>The project's setting that holds its template.</summary>
    public static string TemplateOf(NoticeKind kind) => $"notice_{kind.Slug}_template";

    /// <summary>The project's setting by which the letter of the merge window was asked for before it was one of the kinds: <c>yes</c>. It holds where nobody has said otherwise since.</summary>
    public const string TellWindow = "tell-window";

    /// <summary>Those of a project.</summary>
    /// <param name="values">What its maintainers set otherwise.</param>
    /// <param name="kind">The kind.</param>
    public static NoticeSettings Of(IReadOnlyDictionary<string, string> values, NoticeKind kind)
    {
        var own = values.GetValueOrDefault(TemplateOf(kind), "");
        var isOn = values.GetValueOrDefault(SwitchOf(kind), "") switch
        {
            "on" => true,
            "off" => false,
            _ => kind.IsOnByItself || (kind == NoticeKind.Window && values.GetValueOrDefault(TellWindow, "") == "yes"),
        };
        return new(kind, isOn, own.Length > 0 ? own : DefaultTemplates.Of(kind), own.Length > 0);
    }
}
