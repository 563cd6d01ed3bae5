using Microsoft.AspNetCore.Components;

namespace Tributary.Server;

/// <summary>Text of mail as parts of a page. Everything goes through the renderer's own escaping; nothing here makes markup of text.</summary>
public static class Shown
{
    /// <summary>A text, its hidden characters made visible.</summary>
    public static RenderFragment Text(string? text) => Pieces(text ?? "", links: false);

    /// <summary>A text with its web addresses as links.</summary>
    public static RenderFragment Linked(string? text) => Pieces(text ?? "", links: true);

    /// <summary>A name or subject in the middle of our own words: what is written from right to left stays within it.</summary>
    public static RenderFragment Name(string? text) => builder =>
    {
        builder.OpenElement(0, "bdi");
        builder.AddContent(1, Text(text));
        builder.CloseElement();
    };

    private static RenderFragment Pieces(string text, bool links) => builder =>
    {
        foreach (var piece in VisibleText.Cut(text, links))
        {
            if (piece.Kind == TextPieceKind.Plain)
            {
                builder.AddContent(0, piece.Text);
                continue;
            }

            var isLink = piece.Kind == TextPieceKind.Link;
            builder.OpenElement(1, isLink ? "a" : "span");
            if (isLink) builder.AddAttribute(2, "href", piece.Text);
            if (isLink) builder.AddAttribute(3, "rel", "nofollow noopener noreferrer");
            if (!isLink) builder.AddAttribute(4, "class", "odd");
            if (!isLink) builder.AddAttribute(5, "title", "A character that cannot be seen");
            builder.AddContent(6, piece.Text);
            builder.CloseElement();
        }
    };
}
