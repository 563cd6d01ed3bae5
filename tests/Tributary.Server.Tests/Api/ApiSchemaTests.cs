using System.Text.Json;
using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

/// <summary>What the API answers is what Patchwork's description says, in every version.</summary>
public sealed class ApiSchemaTests
{
    private static readonly string[] Versions = ["1.0", "1.1", "1.2", "1.3", "1.4"];

    // What Patchwork's own answers have and its description forgets: a series without a cover letter, a pull request without a hash, and with a
    // branch or tag behind its address.
    private static readonly string[] Forgotten = ["$.cover_letter is null, not object", "$.hash is null, not string", "$.pull_url is string, not null"];

    // The fields that came after 1.0, by the version that brought them; of Patchwork's serializers.
    private static readonly Dictionary<string, Dictionary<string, string[]>> Later = new()
    {
        ["projects/{}"] = new() { ["1.1"] = ["subject_match"], ["1.2"] = ["list_archive_url", "list_archive_url_format", "commit_url_format"], ["1.4"] = ["show_dependencies"] },
        ["users/{}"] = new() { ["1.2"] = ["settings"] },
        ["bundles/{}"] = new() { ["1.1"] = ["web_url"] },
        ["patches/{}"] = new() { ["1.1"] = ["web_url", "comments"], ["1.2"] = ["list_archive_url", "related"] },
        ["covers/{}"] = new() { ["1.1"] = ["web_url", "mbox", "comments"], ["1.2"] = ["list_archive_url"] },
        ["series/{}"] = new() { ["1.1"] = ["web_url"], ["1.4"] = ["dependencies", "dependents"] },
        ["patches/{}/comments"] = new() { ["1.1"] = ["web_url"], ["1.2"] = ["list_archive_url"], ["1.3"] = ["url", "addressed"] },
        ["events"] = new() { ["1.2"] = ["actor"] },
    };

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Answer_WhenOfAnyAddressAndVersion_ThenItFitsTheDescription(DatabaseKind kind)
    {
        if (ApiDescription.Find() is not { } description) return;
        await using var sample = await ApiSample.OpenAsync(kind);
        if (sample is null) return;
        var check = new ApiSchemaCheck(description);
        var faults = new List<string>();

        foreach (var (_, path, operation) in description.Operations.Where(operation => operation.Method == "GET"))
        {
            foreach (var version in Versions)
            {
                var reply = await sample.Bench.GetAsync($"/api/{version}/{ApiSample.Addresses[path]}", sample.Mary);
                if (IsBefore(version, path))
                {
                    reply.Status.ShouldBe(404, $"{version} {path}");
                    continue;
                }

                reply.Status.ShouldBe(200, $"{version} {path}: {reply.Text}");
                var rows = reply.Data.ValueKind == JsonValueKind.Array ? [.. reply.Data.EnumerateArray()] : new[] { reply.Data };
                rows.ShouldNotBeEmpty($"{version} {path}");
                faults.AddRange(rows.SelectMany(row => check.Check(row, description.AnswerOf(operation)!)).Except(Forgotten).Select(fault => $"{version} {path}: {fault}"));
            }
        }

        faults.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public async Task Version_WhenAsked_ThenItShowsTheFieldsThatItHadAndNoOthers()
    {
        await using var sample = await ApiSample.OpenAsync();

        foreach (var (path, later) in Later)
        {
            var newest = await FieldsAsync(sample, "1.4", path);
            foreach (var version in Versions.Where(version => !IsBefore(version, path)))
            {
                var notYet = later.Where(pair => string.CompareOrdinal(pair.Key, version) > 0).SelectMany(pair => pair.Value);
                (await FieldsAsync(sample, version, path)).ShouldBe(newest.Except(notYet), $"{version} {path}");
            }
        }
    }

    [Fact]
    public async Task Error_WhenOfAnyKind_ThenItIsInPatchworksForm()
    {
        if (ApiDescription.Find() is not { } description) return;
        await using var sample = await ApiSample.OpenAsync();
        var check = new ApiSchemaCheck(description);

        foreach (var (method, path, _) in description.Operations.Where(operation => operation.Method != "GET"))
        {
            var reply = await sample.Bench.SendJsonAsync(new(method), $"/api/1.4/{ApiSample.Addresses[path]}", "{}");
            reply.Status.ShouldBe(403, $"{method} {path}");
            check.Check(reply.Data, description.SchemaOf("Error")).ShouldBeEmpty();
        }
    }

    private static bool IsBefore(string version, string path) =>
        (path.EndsWith("/comments", StringComparison.Ordinal) && version == "1.0") || (path.EndsWith("/comments/{}", StringComparison.Ordinal) && string.CompareOrdinal(version, "1.3") < 0);

    private static async Task<IEnumerable<string>> FieldsAsync(ApiSample sample, string version, string path)
    {
        var data = (await sample.Bench.GetAsync($"/api/{version}/{ApiSample.Addresses[path]}", sample.Mary)).Data;
        return (data.ValueKind == JsonValueKind.Array ? data[0] : data).EnumerateObject().Select(field => field.Name);
    }
}
