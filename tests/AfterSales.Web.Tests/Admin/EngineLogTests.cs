using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AfterSales.Engine;
using AfterSales.Engine.Search;
using AfterSales.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Admin;

/// <summary>What the engine's API changes past any case stands in the log; what belongs to a case is evidence.</summary>
[Collection(AdminSiteCollection.Name)]
public sealed class EngineLogTests(AdminSite site)
{
    private const string Process =
        """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
          <bpmn:process id="log-check" name="Log check" isExecutable="true">
            <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="task" />
            <bpmn:userTask id="task" name="Look"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
            <bpmn:sequenceFlow id="f2" sourceRef="task" targetRef="end" />
            <bpmn:endEvent id="end"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
          </bpmn:process>
        </bpmn:definitions>
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_change_leaves_one_line_and_what_was_refused_leaves_none()
    {
        using var api = Api("admin", Site.AdminPassword);
        using var upload = new MultipartFormDataContent { { new StringContent(Process), "resources", "log-check.bpmn" } };
        using var deployment = await ShouldAsync(HttpStatusCode.OK, api.PostAsync("/v2/deployments", upload, Ct));
        var definition = (await deployment.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("deployments")[0].GetProperty("processDefinition").GetProperty("processDefinitionKey").GetString()!;
        using var created = await ShouldAsync(HttpStatusCode.OK, PostAsync(api, "/v2/process-instances", $$"""{"processDefinitionKey":"{{definition}}"}"""));
        var instance = (await created.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("processInstanceKey").GetString()!;
        foreach (var (path, body, status) in new (string, string, HttpStatusCode)[]
        {
            ("/v2/signals/broadcast", """{"signalName":"log-check-signal"}""", HttpStatusCode.OK),
            ("/v2/messages/publication", """{"name":"log-check-message","correlationKey":"LOT-7"}""", HttpStatusCode.OK),
            ("/v2/messages/correlation", """{"name":"log-check-nobody"}""", HttpStatusCode.NotFound),
            ($"/v2/process-instances/{instance}/suspension", "{}", HttpStatusCode.NoContent),
            ($"/v2/process-instances/{instance}/resumption", "{}", HttpStatusCode.NoContent),
            ($"/v2/process-instances/{instance}/cancellation", "{}", HttpStatusCode.NoContent),
            ($"/v2/process-instances/{instance}/deletion", "{}", HttpStatusCode.NoContent),
            ($"/v2/resources/{definition}/deletion", "{}", HttpStatusCode.OK),
        })
            (await ShouldAsync(status, PostAsync(api, path, body))).Dispose();

        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        var log = (await admin.GetAsync("/admin/audit?action=engine")).Text;
        foreach (var line in new[]
        {
            "Files were deployed: log-check.bpmn", "The signal “log-check-signal” was broadcast", "The message “log-check-message” was sent", "For: LOT-7",
            $"Instance {instance} of Log check is held", $"Instance {instance} of Log check goes on", $"Instance {instance} was cancelled",
            $"The history of instance {instance} was deleted", "A deployed file was taken back: log-check.bpmn",
        })
            log.ShouldContain(line);
        log.ShouldNotContain("log-check-nobody", customMessage: "what was refused did not happen");
    }

    [Fact]
    public async Task The_history_of_a_case_is_not_deleted_and_only_who_may_use_the_engine_asks_it()
    {
        var engine = site.Services.GetRequiredService<ProcessEngine>();
        using var api = Api("admin", Site.AdminPassword);
        using var asked = await ShouldAsync(HttpStatusCode.Created, PostAsync(
            api, "/api/requests", """{"kind":"complaint","subject":"Broken","description":"It broke.","customer":{"name":"A","email":"a@example.org"}}"""));
        var number = (await asked.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("caseNumber").GetString()!;
        var instance = (await engine.Instances.SearchAsync(SearchRequest.Where("businessKey", number).And("parentProcessInstanceKey", SearchOperator.Exists, false), Ct)).Value.Items.Single();
        (await engine.Instances.CancelAsync(instance.ProcessInstanceKey, "admin", ct: Ct)).IsOk.ShouldBeTrue();

        using var refused = await ShouldAsync(HttpStatusCode.Conflict, PostAsync(api, string.Create(CultureInfo.InvariantCulture, $"/v2/process-instances/{instance.ProcessInstanceKey}/deletion"), "{}"));
        (await refused.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("detail").GetString()!.ShouldContain(number);

        using var staff = Api("sales-desk", Site.DemoPassword);
        foreach (var path in new[] { "/v2/decision-instances/search", "/v2/resources/1/deletion", "/v2/process-instances/deletion", "/v2/process-definitions/statistics/process-instances" })
            (await ShouldAsync(HttpStatusCode.Forbidden, PostAsync(staff, path, "{}"))).Dispose();
        using var left = await ShouldAsync(HttpStatusCode.NotImplemented, PostAsync(api, "/v2/tenants/search", "{}"));
        (await left.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("detail").GetString()!.ShouldContain("One installation serves one company");
    }

    private HttpClient Api(string name, string password)
    {
        var client = new HttpClient { BaseAddress = site.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")));
        return client;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string body) =>
        client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), Ct);

    private static async Task<HttpResponseMessage> ShouldAsync(HttpStatusCode status, Task<HttpResponseMessage> asked)
    {
        var response = await asked;
        response.StatusCode.ShouldBe(status, await response.Content.ReadAsStringAsync(Ct));
        return response;
    }
}
