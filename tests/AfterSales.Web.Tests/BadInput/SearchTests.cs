using System.Net;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.BadInput;

/// <summary>Searches that ask for what cannot be searched.</summary>
public sealed class SearchTests(BadInputProduct product) : BadInputTests(product)
{
    public static TheoryData<string, string> Searches => new()
    {
        { "process-definitions", "processDefinitionId" },
        { "process-instances", "processDefinitionId" },
        { "decision-definitions", "decisionDefinitionId" },
        { "element-instances", "elementId" },
        { "user-tasks", "elementId" },
        { "variables", "name" },
        { "jobs", "type" },
        { "incidents", "elementId" },
        { "decision-instances", "decisionDefinitionId" },
        { "decision-requirements", "decisionRequirementsId" },
        { "correlated-message-subscriptions", "messageName" },
    };

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task A_search_for_what_cannot_be_searched_is_refused(string entity, string text)
    {
        var values = string.Join(',', Enumerable.Range(0, 40_000).Select(i => $"\"{i}\""));
        var groups = string.Join(',', Enumerable.Range(0, 3_000).Select(i => $$$$"""{"{{{{text}}}}":"{{{{i}}}}"}"""));
        string[] bodies =
        [
            """{"filter":{"noSuchField":"x"}}""",
            """{"filter":{"name; DROP TABLE engine_jobs":"x"}}""",
            $$$$"""{"filter":{"{{{{text}}}}":{"$regex":"x"}}}""",
            $$$$"""{"filter":{"{{{{text}}}}":{"$eq":7}}}""",
            $$$$"""{"filter":{"{{{{text}}}}":[]}}""",
            $$$$"""{"filter":{"{{{{text}}}}":{"$in":"x"}}}""",
            $$$$"""{"filter":{"{{{{text}}}}":{"$in":[null]}}}""",
            $$$$"""{"filter":{"{{{{text}}}}":{"$exists":"yes"}}}""",
            $$$$"""{"filter":{"{{{{text}}}}":{"$in":[{{{{values}}}}]}}}""",
            $$$$"""{"filter":{"{{{{text}}}}":{"$like":"{{{{new string('*', 60_000)}}}}"}}}""",
            $$$$"""{"filter":{"$or":[{{{{groups}}}}]}}""",
            $$$$"""{"filter":{"$or":[{"$or":[{"{{{{text}}}}":"x"}]}]}}""",
            """{"filter":{"$or":{}}}""",
            """{"sort":[{"field":"noSuchField"}]}""",
            """{"sort":[{"field":"1; DROP TABLE engine_jobs"}]}""",
            """{"sort":[{}]}""",
            """{"sort":[{"field":"name","order":"SIDEWAYS"}]}""",
            """{"page":{"limit":-1}}""",
            """{"page":{"limit":0}}""",
            """{"page":{"limit":1000000000000}}""",
            """{"page":{"from":-1}}""",
            """{"page":{"from":"x"}}""",
            """{"page":{"after":"%%%"}}""",
            """{"page":{"after":"bm90IGpzb24="}}""",
            """{"page":{"after":"W10="}}""",
            """{"page":{"after":"WzEuNV0="}}""",
            """{"page":{"before":"eyJhIjoxfQ=="}}""",
            """{"page":{"after":"WzFd","before":"WzFd"}}""",
            """{"page":{"size":3}}""",
        ];
        foreach (var body in bodies)
        {
            using var response = await SendAsync("POST", $"/v2/{entity}/search", body);
            await ShouldBeProblemAsync(response, HttpStatusCode.BadRequest, $"{entity} {Short(body)}");
        }
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task A_search_for_strange_text_finds_nothing(string entity, string text)
    {
        foreach (var strange in (string[])["'", "\\u0000", "%", "\\\\", "\uD83D\uDE00", "\u202E", "*?*", new('x', 100_000)])
        {
            using var response = await SendAsync("POST", $"/v2/{entity}/search", $$$$"""{"filter":{"{{{{text}}}}":"{{{{strange}}}}"}}""");
            response.StatusCode.ShouldBe(HttpStatusCode.OK, $"{entity} {Short(strange)}: {Short(await response.Content.ReadAsStringAsync(Cancelled))}");
        }
    }

    [Fact]
    public async Task A_variable_of_any_name_can_be_searched()
    {
        foreach (var name in (string[])["{0}", "a' OR 1=1 --", "{", "\\u0000", "ق"])
        {
            using var response = await SendAsync("POST", "/v2/process-instances/search", $$$$"""{"filter":{"variables":[{"name":"{{{{name}}}}","value":{"$neq":"1"}}]}}""");
            response.StatusCode.ShouldBe(HttpStatusCode.OK, name);
        }
    }

    [Fact]
    public async Task An_offset_beyond_the_last_row_finds_nothing()
    {
        using var response = await SendAsync("POST", "/v2/process-instances/search", """{"page":{"from":2147483647,"limit":10000}}""");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Product.GetAsync("/api/cases?skip=2147483647", Cancelled)).GetProperty("items").GetArrayLength().ShouldBe(0);
    }
}
