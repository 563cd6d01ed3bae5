using System.Globalization;
using System.Net;

namespace Tributary.Server;

/// <summary>A badge of a tree for other people's pages: its name, and whether it is open.</summary>
internal static class StatusBadge
{
    private const double Letter = 6.6;

    /// <summary>Draws it.</summary>
    public static string Draw(TreeStatus tree)
    {
        var (left, right) = ((tree.Name.Length * Letter) + 12, (tree.Word.Length * Letter) + 12);
        var colour = tree.IsOpen switch { true => "#2c7a3f", false => "#b3362a", _ => "#6a737c" };
        var name = WebUtility.HtmlEncode(VisibleText.Flatten(tree.Name));
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{left + right:0.#}" height="20" role="img" aria-label="{name}: {tree.Word}">
              <title>{name}: {tree.Word}</title>
              <rect width="{left + right:0.#}" height="20" rx="3" fill="#474f57"/>
              <path d="M{left:0.#} 0h{right - 3:0.#}a3 3 0 0 1 3 3v14a3 3 0 0 1 -3 3h-{right - 3:0.#}z" fill="{colour}"/>
              <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
                <text x="{left / 2:0.#}" y="14">{name}</text><text x="{left + (right / 2):0.#}" y="14">{tree.Word}</text>
              </g>
            </svg>

            """);
    }
}
