using Tributary.Patches.Tests;

namespace Tributary.Server.Tests;

/// <summary>docs/patchwork-api.md is true: it says what the code declares, and that is all of Patchwork's description.</summary>
public sealed class ApiDocsTests
{
    // What Patchwork has and its description does not name.
    private static readonly string[] Undescribed = ["DELETE bundles/{}", "PUT covers/{}/comments/{}", "PUT patches/{}/comments/{}", "GET events?actor"];

    [Fact]
    public async Task Page_WhenRead_ThenItsTablesAreWhatTheCodeDeclares()
    {
        await using var bench = await ApiBench.OpenAsync();
        var (addresses, fields) = (ApiTables.Addresses(bench.Router), ApiTables.Fields(bench.Router));

        ApiTables.Read("addresses", addresses).ShouldBe(addresses);
        ApiTables.Read("fields", fields).ShouldBe(fields);
    }

    [Fact]
    public async Task Description_WhenRead_ThenEveryAddressMethodParameterAndFieldOfItIsDeclared()
    {
        if (ApiDescription.Find() is not { } description) return;
        await using var bench = await ApiBench.OpenAsync();

        var wanted = Described(description).Distinct().ToList();
        var missing = wanted.Except(Declared(bench.Router)).ToList();

        Figure.Tell("api routes and fields documented", $"{wanted.Count - missing.Count} of {wanted.Count}");
        missing.ShouldBeEmpty();
    }

    [Fact]
    public async Task Code_WhenItDeclaresSomething_ThenTheDescriptionHasIt()
    {
        if (ApiDescription.Find() is not { } description) return;
        await using var bench = await ApiBench.OpenAsync();

        Declared(bench.Router).Except(Described(description)).Except(Undescribed).ShouldBeEmpty();
    }

    private static IEnumerable<string> Described(ApiDescription description)
    {
        foreach (var (method, path, operation) in description.Operations)
        {
            yield return $"{method} {path}";
            foreach (var parameter in description.ParametersOf(operation)) yield return $"{method} {path}?{parameter}";
            foreach (var field in description.BodyFieldsOf(operation)) yield return $"{path} takes {field}";
            if (description.AnswerOf(operation) is not { } answer) continue;
            var schema = answer["anyOf"] is { } choices ? choices[0]! : answer;
            foreach (var field in description.PropertiesOf(schema).Keys) yield return $"{path} shows {field}";
        }

        foreach (var shape in EmbeddedShapes.All.Select(shape => shape.Name).Append("CommentEmbedded"))
        {
            foreach (var field in description.PropertiesOf(description.SchemaOf(shape)).Keys) yield return $"{shape} shows {field}";
        }
    }

    private static IEnumerable<string> Declared(ApiRouter router)
    {
        foreach (var route in router.Routes)
        {
            var path = ApiDescription.Plain(route.Path);
            foreach (var method in route.Methods.Except(["HEAD", "OPTIONS"])) yield return $"{method} {path}";
            foreach (var parameter in route.Parameters) yield return $"GET {path}?{parameter.Name}";
            foreach (var field in route.BodyFields) yield return $"{path} takes {field}";
            foreach (var (field, _) in route.Answer?.Listed ?? []) yield return $"{path} shows {field}";
        }

        foreach (var shape in EmbeddedShapes.All.Append(EventPayload.All[^1]))
        {
            foreach (var (field, _) in shape.Listed) yield return $"{shape.Name} shows {field}";
        }
    }
}
