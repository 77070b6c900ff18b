using System.Text;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Search;
using AfterSales.Feel.Values;
using AfterSales.Service.Escalation;
using AfterSales.Service.Tests.Deadlines;
using AfterSales.Service.Tests.Workflows;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Escalation;

/// <summary>Which policy a task gets that names none: the deployed decision says so, and whatever it says, the case goes on.</summary>
public class PolicyChoiceTests
{
    private const string Due = "=add working time(now(), duration(\"PT8H\"), case.calendar)";
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero);

    private static int numbers;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Shipped => File.ReadAllText(Path.Combine(WorkflowFiles.Folder, "decisions", "escalation-policy.dmn"));

    [Theory]
    [InlineData("complaint", "urgent", "urgent")]
    [InlineData("repair", "normal", "standard")]
    [InlineData("complaint", null, "standard")]
    public async Task The_shipped_decision_hastens_urgent_cases(string kind, string? urgency, string policy)
    {
        await using var host = await EscalationHost.StartAsync(Monday, Models.Task(Due));
        (await StartAsync(host, Shipped, kind, urgency)).ShouldBe(policy);
    }

    [Fact]
    public async Task Another_version_counts_from_its_deployment_on()
    {
        await using var host = await EscalationHost.StartAsync(Monday, Models.Task(Due));
        (await StartAsync(host, Shipped, "repair", "normal")).ShouldBe("standard");
        var edited = Shipped.Replace("<text>\"standard\"</text>", "<text>if role = \"sales\" then \"reminder-only\" else \"standard\"</text>", StringComparison.Ordinal);
        (await StartAsync(host, edited, "repair", "normal")).ShouldBe("reminder-only");
    }

    [Theory]
    [InlineData("\"no-such-policy\"")]
    [InlineData("null")]
    [InlineData("17")]
    [InlineData("1 + \"one\"")]
    public async Task Where_the_decision_says_nothing_useful_the_standard_policy_holds_and_nothing_stops(string output)
    {
        await using var host = await EscalationHost.StartAsync(Monday, Models.Task(Due));
        (await StartAsync(host, Shipped.Replace("<text>\"standard\"</text>", $"<text>{output}</text>", StringComparison.Ordinal), "repair", "normal")).ShouldBe("standard");
        (await host.Engine.Engine.Incidents.SearchAsync(new SearchRequest(), Ct)).Value.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_policy_that_the_diagram_names_is_not_asked_for()
    {
        await using var host = await EscalationHost.StartAsync(Monday, Models.Task(Due, "<zeebe:property name=\"escalation.policy\" value=\"reminder-only\" />"));
        (await StartAsync(host, Shipped, "complaint", "urgent")).ShouldBe("reminder-only");
    }

    /// <summary>Deploys the decision, starts a case and tells by which policy its task climbs.</summary>
    private static async Task<string> StartAsync(EscalationHost host, string decision, string kind, string? urgency)
    {
        var deployed = await host.Engine.Engine.Deployments.DeployAsync([new DeploymentResource("escalation-policy.dmn", Encoding.UTF8.GetBytes(decision))], ct: Ct);
        deployed.IsOk.ShouldBeTrue(string.Join(" ", deployed.Problems));
        var number = $"CMP-2026-{Interlocked.Increment(ref numbers):0000}";
        var variables = (FeelContext)FeelJson.Parse(
            $$"""{"case": {"number": "{{number}}", "calendar": "standard", "kind": "{{kind}}", "urgency": {{(urgency is null ? "null" : $"\"{urgency}\"")}}, "language": "en"} }""");
        (await host.Engine.Engine.Instances.CreateAsync(new CreateInstance { ProcessId = "test", Variables = variables }, ct: Ct)).IsOk.ShouldBeTrue();
        return host.Queries.ForCase(number).Select(rung => rung.PolicyId).Distinct().ShouldHaveSingleItem();
    }
}
