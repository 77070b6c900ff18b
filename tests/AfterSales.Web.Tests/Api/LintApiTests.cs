using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AfterSales.TestSupport;
using AfterSales.Web.Tests.Product;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Api;

/// <summary>The self-check over HTTP, and what it keeps from being deployed.</summary>
[Collection(RunningProductCollection.Name)]
public sealed class LintApiTests
{
    private readonly RunningProduct product;

    public LintApiTests(RunningProduct product) => this.product = product;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shipped_workflow_is_judged_beside_what_is_deployed()
    {
        var xml = await File.ReadAllTextAsync(RepositoryRoot.Combine("workflows", "satisfaction-survey.bpmn"), Cancel);
        var file = await LintAsync(Xml(xml), "");
        Of(file, "findings").ShouldAllBe(finding => finding.GetProperty("severity").GetString() == "information", file.ToString());
        Of(file, "problems").ShouldBeEmpty();
        Of(file, "notJudged").Select(rule => rule.GetProperty("ruleId").GetString()).ShouldBe(["LINT-25"], "forms, flows and people are known here");
    }

    [Fact]
    public async Task Findings_come_in_the_readers_language_with_a_fix_to_apply()
    {
        var xml = (await File.ReadAllTextAsync(RepositoryRoot.Combine("workflows", "satisfaction-survey.bpmn"), Cancel)).Replace("name=\"Target reached?\"", "name=\"Target reached\"", StringComparison.Ordinal);
        var persian = Of(await LintAsync(Xml(xml), "?language=fa"), "findings").Single(finding => finding.GetProperty("ruleId").GetString() == "LINT-09");
        persian.GetProperty("message").GetString().ShouldBe("«به هدف رسید؟» در همهٔ زبان‌ها به‌صورت پرسش نیست.");
        var edit = persian.GetProperty("fix").GetProperty("edits")[0];
        (edit.GetProperty("action").GetString(), edit.GetProperty("elementId").GetString(), edit.GetProperty("value").GetString()).ShouldBe(("set-attribute", "Gateway_target", "Target reached?"));

        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/lint") { Content = Xml(xml) };
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue("zh"));
        var chinese = Of(await FileAsync(request), "findings").Single(finding => finding.GetProperty("ruleId").GetString() == "LINT-09");
        chinese.GetProperty("message").GetString()!.ShouldContain("问句");
    }

    [Fact]
    public async Task Files_sent_together_know_each_other()
    {
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent(Process("a", """<startEvent id="s"/><callActivity id="c"><extensionElements><zeebe:calledElement processId="draft-b"/></extensionElements></callActivity><endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="c"/><sequenceFlow id="g" sourceRef="c" targetRef="e"/>""")), "resources", "a.bpmn");
        form.Add(new StringContent(Process("draft-b", Sound)), "resources", "b.bpmn");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/lint") { Content = form };
        using var response = await product.Client.SendAsync(request, Cancel);
        var files = (await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("files");
        files.GetArrayLength().ShouldBe(2);
        Of(files[0], "findings").ShouldNotContain(finding => finding.GetProperty("ruleId").GetString() == "LINT-10");
    }

    [Theory]
    [InlineData("", "BPMN XML")]
    [InlineData("hello", "no BPMN file")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><a/>", "DOCTYPE")]
    [InlineData("<html/>", "definitions")]
    public async Task What_is_no_workflow_is_a_problem(string body, string reason)
    {
        using var response = await product.Client.PostAsync("/api/lint", Xml(body), Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("detail").GetString()!.ShouldContain(reason);
    }

    [Fact]
    public async Task An_unknown_language_is_a_problem_and_strangers_are_asked_to_sign_in()
    {
        (await product.Client.PostAsync("/api/lint?language=xx", Xml(Process("a", Sound)), Cancel)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var anonymous = new HttpClient { BaseAddress = product.Client.BaseAddress };
        (await anonymous.PostAsync("/api/lint", Xml(Process("a", Sound)), Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_process_that_gets_stuck_cannot_be_deployed_and_one_without_purpose_can()
    {
        const string stuck = """<startEvent id="s"/><exclusiveGateway id="x" default="g"/><parallelGateway id="j"/><manualTask id="a"/><manualTask id="b"/><endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="x"/><sequenceFlow id="g" sourceRef="x" targetRef="a"/><sequenceFlow id="h" sourceRef="x" targetRef="b"><conditionExpression>=true</conditionExpression></sequenceFlow><sequenceFlow id="i" sourceRef="a" targetRef="j"/><sequenceFlow id="k" sourceRef="b" targetRef="j"/><sequenceFlow id="l" sourceRef="j" targetRef="e"/>""";
        using var refused = await DeployAsync("lint-stuck", stuck);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var detail = (await refused.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("detail").GetString()!;
        detail.ShouldContain("LINT-41: Deadlock");
        detail.ShouldContain("(j)");
        using var accepted = await DeployAsync("lint-small", Sound);
        accepted.StatusCode.ShouldBe(HttpStatusCode.OK, await accepted.Content.ReadAsStringAsync(Cancel));
        (await accepted.Content.ReadFromJsonAsync<JsonElement>(Cancel)).TryGetProperty("warnings", out _).ShouldBeFalse("the answer of the reference API, where nothing is to be told");
    }

    [Fact]
    public async Task A_deployment_tells_of_an_event_that_can_never_happen()
    {
        const string dead = """<startEvent id="s"/><userTask id="u"><extensionElements><zeebe:userTask/></extensionElements></userTask><boundaryEvent id="b" attachedToRef="u"><errorEventDefinition/></boundaryEvent><endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="u"/><sequenceFlow id="g" sourceRef="u" targetRef="e"/><sequenceFlow id="h" sourceRef="b" targetRef="e"/>""";
        using var response = await DeployAsync("lint-dead", dead);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Cancel));
        var warning = Of(await response.Content.ReadFromJsonAsync<JsonElement>(Cancel), "warnings").ShouldHaveSingleItem();
        (warning.GetProperty("elementId").GetString(), warning.GetProperty("ruleId").GetString()).ShouldBe(("b", "LINT-41"));
    }

    private const string Sound = """<startEvent id="s"/><endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="e"/>""";

    private static string Process(string id, string content) =>
        $"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t"><process id="{id}" isExecutable="true">{content}</process></definitions>""";

    private static StringContent Xml(string xml) => new(xml, Encoding.UTF8, "application/xml");

    private static List<JsonElement> Of(JsonElement file, string member) => [.. file.GetProperty(member).EnumerateArray()];

    private async Task<HttpResponseMessage> DeployAsync(string id, string content)
    {
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent(Process(id, content)), "resources", id + ".bpmn");
        return await product.Client.PostAsync("/v2/deployments", form, Cancel);
    }

    private async Task<JsonElement> LintAsync(HttpContent body, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/lint" + query) { Content = body };
        return await FileAsync(request);
    }

    private async Task<JsonElement> FileAsync(HttpRequestMessage request)
    {
        using var response = await product.Client.SendAsync(request, Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Cancel));
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("files")[0];
    }
}
