using System.Text.Json;
using AfterSales.Service.Intake;
using AfterSales.Service.Languages;
using AfterSales.TestSupport;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>The sample requests are bodies that <c>POST /api/requests</c> takes, in all three languages.</summary>
public sealed class SampleRequestTests
{
    private static readonly string[] Paths = Directory.GetFiles(RepositoryRoot.Combine("samples", "requests"), "*.json");

    public static TheoryData<string> Files => new(Paths.Select(Path.GetFileName).Order(StringComparer.Ordinal)!);

    [Theory]
    [MemberData(nameof(Files))]
    public void A_sample_has_the_fields_of_a_request(string file)
    {
        using var sample = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.Combine("samples", "requests", file)));
        var request = sample.RootElement;
        Names(request).ShouldBe(["kind", "customer", "product", "subject", "description", "channel", "urgency", "language"]);
        Names(request.GetProperty("customer")).ShouldBe(["name", "email", "phone", "company"]);
        Names(request.GetProperty("product")).ShouldBe(["model", "serialNumber", "orderNumber"]);
        request.GetProperty("kind").GetString().ShouldBe("complaint");
        Channels.All.ShouldContain(request.GetProperty("channel").GetString());
        string[] urgencies = ["normal", "high", "urgent"];
        urgencies.ShouldContain(request.GetProperty("urgency").GetString());
        request.GetProperty("customer").GetProperty("email").GetString().ShouldEndWith(".example", customMessage: "no mail may ever reach a real company");
        request.GetProperty("subject").GetString()!.Length.ShouldBeInRange(5, 120);
        request.GetProperty("description").GetString()!.Length.ShouldBeGreaterThan(40);
    }

    [Fact]
    public void There_are_a_dozen_samples_and_every_language_has_several()
    {
        Paths.Length.ShouldBeGreaterThanOrEqualTo(12);
        var languages = Paths.Select(path => JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("language").GetString()).ToList();
        foreach (var language in LanguageCodes.All)
            languages.Count(code => code == language.Code()).ShouldBeGreaterThanOrEqualTo(4, language.Code());
    }

    private static IEnumerable<string> Names(JsonElement owner) => owner.EnumerateObject().Select(property => property.Name);
}
