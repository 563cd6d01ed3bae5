using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>The fields of checks (Patchwork's API, Check).</summary>
internal static class CheckShapes
{
    /// <summary>A check, in a list and alone.</summary>
    public static ApiShape<CheckListed> Check { get; } = new("Check",
    [
        new("id", (writer, check) => writer.Number(check.Id)),
        new("url", (writer, check) => writer.Url($"patches/{check.Patch}/checks/{check.Id}/")),
        new("user", (writer, check) => writer.Object(EmbeddedShapes.User, check.User)),
        new("date", (writer, check) => writer.Date(check.At)),
        new("state", (writer, check) => writer.Text(check.State.Slug)),
        new("target_url", (writer, check) => writer.Text(check.TargetUrl)),
        new("context", (writer, check) => writer.Text(check.Context)),
        new("description", (writer, check) => writer.Text(check.Description)),
    ]);
}
