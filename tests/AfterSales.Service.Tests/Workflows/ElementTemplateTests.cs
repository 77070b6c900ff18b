using System.Text.Json;
using AfterSales.Engine.Jobs;
using AfterSales.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>What the modeller offers for our steps: one template per job handler, and none for a step nobody would do.</summary>
public sealed class ElementTemplateTests
{
    private static IReadOnlyList<JsonElement> Templates { get; } = [.. Directory
        .EnumerateFiles(RepositoryRoot.Combine("workflows", "element-templates"), "*.json")
        .Select(file => JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(file)))];

    [Fact]
    public async Task Each_job_handler_has_its_template_and_each_template_its_handler()
    {
        await using var service = await TestService.StartAsync();
        var handled = service.Get<IServiceProvider>().GetServices<IJobHandler>().Select(handler => handler.JobType);
        Templates.Select(JobType).ShouldBe(handled, ignoreOrder: true);
    }

    [Fact]
    public void A_template_has_a_name_a_version_and_an_id_of_its_own()
    {
        Templates.Select(template => template.GetProperty("id").GetString()).ShouldBeUnique();
        Templates.ShouldAllBe(template => template.GetProperty("name").GetString()!.Length > 0 && template.GetProperty("version").GetInt32() >= 1);
    }

    private static string JobType(JsonElement template) => template.GetProperty("properties").EnumerateArray()
        .Single(property => property.GetProperty("binding").GetProperty("type").GetString() == "zeebe:taskDefinition")
        .GetProperty("value").GetString()!;
}
