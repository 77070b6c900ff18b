using System.Net;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.BadInput;

/// <summary>Every endpoint that takes a JSON body, with bodies that are none of what it takes.</summary>
public sealed class ApiBodyTests(BadInputProduct product) : BadInputTests(product)
{
    private const string Texts = "text";
    private const string Keys = "key";
    private const string Numbers = "number";
    private const string Flags = "flag";
    private const string Objects = "object";
    private const string Lists = "list";
    private const string Instants = "instant";

    /// <summary>Method, path, whether an empty object is acceptable as a body, and the fields with their types.</summary>
    public static TheoryData<string, string, bool, string> Endpoints => new()
    {
        { "POST", "/v2/process-instances", false, "processDefinitionId:text processDefinitionKey:key processDefinitionVersion:number variables:object businessId:text startInstructions:list awaitCompletion:flag requestTimeout:number fetchVariables:list" },
        { "POST", "/v2/process-instances/1/cancellation", true, "" },
        { "PUT", "/v2/element-instances/1/variables", true, "variables:object local:flag" },
        { "POST", "/v2/user-tasks/1/assignment", false, "assignee:text allowOverride:flag" },
        { "POST", "/v2/user-tasks/1/completion", true, "variables:object" },
        { "PATCH", "/v2/user-tasks/1", true, "changeset:object changeset.dueDate:instant changeset.followUpDate:instant changeset.candidateGroups:list changeset.candidateUsers:list changeset.priority:number" },
        { "POST", "/v2/jobs/activation", false, "type:text worker:text timeout:number maxJobsToActivate:number requestTimeout:number fetchVariable:list" },
        { "POST", "/v2/jobs/1/completion", true, "variables:object" },
        { "POST", "/v2/jobs/1/failure", true, "retries:number errorMessage:text retryBackOff:number variables:object" },
        { "POST", "/v2/jobs/1/error", false, "errorCode:text errorMessage:text variables:object" },
        { "PATCH", "/v2/jobs/1", false, "changeset:object changeset.retries:number changeset.timeout:number" },
        { "POST", "/v2/incidents/1/resolution", true, "" },
        { "POST", "/v2/messages/publication", false, "name:text correlationKey:text timeToLive:number messageId:text variables:object" },
        { "POST", "/v2/signals/broadcast", false, "signalName:text variables:object" },
        { "POST", "/v2/conditionals/evaluation", false, "processDefinitionKey:key variables:object" },
        { "POST", "/v2/decision-definitions/evaluation", false, "decisionDefinitionKey:key decisionDefinitionId:text variables:object" },
        { "POST", "/v2/expression/evaluation", false, "expression:text variables:object" },
        { "POST", "/v2/element-instances/ad-hoc-activities/1/activation", false, "elements:list" },
        { "PUT", "/v2/clock", false, "timestamp:number" },
        { "POST", "/v2/process-definitions/search", true, "filter:object sort:list page:object" },
        { "POST", "/v2/process-instances/search", true, "filter:object sort:list page:object page.from:number page.limit:number page.after:text" },
        { "POST", "/v2/decision-definitions/search", true, "filter:object sort:list page:object" },
        { "POST", "/v2/element-instances/search", true, "filter:object sort:list page:object" },
        { "POST", "/v2/user-tasks/search", true, "filter:object sort:list page:object" },
        { "POST", "/v2/variables/search", true, "filter:object sort:list page:object" },
        { "POST", "/v2/jobs/search", true, "filter:object sort:list page:object" },
        { "POST", "/v2/incidents/search", true, "filter:object sort:list page:object" },
        { "POST", "/v2/decision-requirements/search", true, "filter:object sort:list page:object" },
        { "POST", "/v2/decision-instances/search", true, "filter:object sort:list page:object" },
        { "POST", "/v2/decision-instances/1/deletion", true, "" },
        { "POST", "/v2/decision-instances/deletion", false, "filter:object" },
        { "POST", "/v2/process-instances/1/deletion", true, "" },
        { "POST", "/v2/process-instances/deletion", false, "filter:object" },
        { "POST", "/v2/resources/1/deletion", true, "deleteHistory:flag" },
        { "POST", "/v2/correlated-message-subscriptions/search", true, "filter:object sort:list page:object" },
        { "POST", "/v2/jobs/statistics/by-types", false, "filter:object filter.from:instant filter.to:instant" },
        { "POST", "/v2/jobs/statistics/by-workers", false, "filter:object filter.from:instant filter.to:instant filter.jobType:text" },
        { "POST", "/v2/jobs/statistics/time-series", false, "filter:object filter.from:instant filter.to:instant filter.jobType:text filter.resolution:text" },
        { "POST", "/v2/jobs/statistics/errors", false, "filter:object filter.from:instant filter.to:instant filter.jobType:text" },
        { "POST", "/v2/process-definitions/statistics/process-instances-by-version", false, "filter:object filter.processDefinitionId:text" },
        { "POST", "/v2/incidents/statistics/process-instances-by-definition", false, "filter:object filter.errorHashCode:number" },
        { "POST", "/api/requests", false, "kind:text subject:text description:text channel:text urgency:text language:text customer:object customer.name:text customer.email:text customer.phone:text customer.company:text product:object product.model:text product.serialNumber:text product.orderNumber:text" },
    };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_body_that_is_no_object_of_json_is_refused(string method, string path, bool _, string fields)
    {
        fields.ShouldNotBeNull();
        string[] broken =
        [
            "[]", "null", "7", "\"text\"", "{", "{\"a\":}", "not json", "{} {}", "\u0000",
            Nested(200),
            """{"half":"\ud800"}""", """{"\udfff":1}""", """{"deep":{"list":["\ud83d"]}}""",
            "{\"" + new string('x', 200_000) + "\":1}",
            "{" + string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"\"unknown{i}\":{i}")) + "}",
        ];
        foreach (var body in broken)
        {
            using var response = await SendAsync(method, path, body);
            await ShouldBeProblemAsync(response, HttpStatusCode.BadRequest, $"{method} {path} {Short(body)}");
        }
        using var bytes = new ByteArrayContent([(byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}']);
        bytes.Headers.ContentType = new("application/json");
        using var notUtf8 = await SendAsync(method, path, bytes);
        await ShouldBeProblemAsync(notUtf8, HttpStatusCode.BadRequest, $"{method} {path} without UTF-8");
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_body_of_another_type_is_refused(string method, string path, bool _, string fields)
    {
        fields.ShouldNotBeNull();
        foreach (var type in (string[])["text/plain", "application/xml", "application/x-www-form-urlencoded"])
        {
            using var response = await SendAsync(method, path, "{}", type);
            await ShouldBeProblemAsync(response, HttpStatusCode.UnsupportedMediaType, $"{method} {path} as {type}");
        }
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task An_empty_body_is_an_empty_object(string method, string path, bool emptyWillDo, string fields)
    {
        fields.ShouldNotBeNull();
        foreach (var body in (string[])["", "{}"])
        {
            using var response = await SendAsync(method, path, body);
            if (!emptyWillDo)
                await ShouldBeProblemAsync(response, HttpStatusCode.BadRequest, $"{method} {path} {body}");
            else if (path.EndsWith("/search", StringComparison.Ordinal))
                response.StatusCode.ShouldBe(HttpStatusCode.OK);
            else
                await ShouldBeProblemAsync(response, HttpStatusCode.NotFound, $"{method} {path} {body}");
        }
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_field_of_the_wrong_type_is_refused_by_name(string method, string path, bool _, string fields)
    {
        foreach (var (name, type) in fields.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(field => (field.Split(':')[0], field.Split(':')[1])))
            foreach (var wrong in WrongFor(type))
            {
                var parts = name.Split('.');
                var body = parts.Length == 1 ? $$$$"""{"{{{{name}}}}":{{{{wrong}}}}}""" : $$$$"""{"{{{{parts[0]}}}}":{"{{{{parts[1]}}}}":{{{{wrong}}}}}}""";
                using var response = await SendAsync(method, path, body);
                var problem = await ShouldBeProblemAsync(response, HttpStatusCode.BadRequest, $"{method} {path} {body}");
                problem.GetProperty("detail").GetString()!.ShouldContain(name, customMessage: body);
            }
    }

    [Theory]
    [InlineData("POST", "/v2/jobs/activation", """{"type":"none","timeout":1000,"maxJobsToActivate":1,"requestTimeout":9223372036854775807}""")]
    [InlineData("POST", "/v2/jobs/activation", """{"type":"none","timeout":9223372036854775807,"maxJobsToActivate":1}""")]
    [InlineData("POST", "/v2/jobs/activation", """{"type":"none","timeout":-1,"maxJobsToActivate":1}""")]
    [InlineData("POST", "/v2/jobs/activation", """{"type":"none","timeout":1000,"maxJobsToActivate":2147483648}""")]
    [InlineData("POST", "/v2/jobs/activation", """{"type":"none","timeout":1000,"maxJobsToActivate":0}""")]
    [InlineData("POST", "/v2/jobs/1/failure", """{"retries":1,"retryBackOff":9223372036854775807}""")]
    [InlineData("POST", "/v2/jobs/1/failure", """{"retries":-1}""")]
    [InlineData("PATCH", "/v2/jobs/1", """{"changeset":{"timeout":9223372036854775807}}""")]
    [InlineData("PATCH", "/v2/jobs/1", """{"changeset":{"retries":99999999999}}""")]
    [InlineData("POST", "/v2/messages/publication", """{"name":"m","timeToLive":-5}""")]
    [InlineData("POST", "/v2/messages/publication", """{"name":"m","timeToLive":9223372036854775807}""")]
    [InlineData("PUT", "/v2/clock", """{"timestamp":-1}""")]
    [InlineData("PUT", "/v2/clock", """{"timestamp":253402300799999}""")]
    [InlineData("PUT", "/v2/clock", """{"timestamp":1e300}""")]
    [InlineData("PATCH", "/v2/user-tasks/1", """{"changeset":{"priority":101}}""")]
    [InlineData("POST", "/v2/jobs/statistics/time-series", """{"filter":{"from":"2026-11-21T08:00:00Z","to":"2026-11-22T08:00:00Z","jobType":"a","resolution":"PT0S"}}""")]
    [InlineData("POST", "/v2/jobs/statistics/time-series", """{"filter":{"from":"2020-11-21T08:00:00Z","to":"2026-11-22T08:00:00Z","jobType":"a","resolution":"PT1S"}}""")]
    [InlineData("POST", "/v2/jobs/statistics/time-series", """{"filter":{"from":"2020-11-21T08:00:00Z","to":"2026-11-22T08:00:00Z","jobType":"a","resolution":"P99999999999999999999D"}}""")]
    [InlineData("POST", "/v2/incidents/statistics/process-instances-by-definition", """{"filter":{"errorHashCode":9223372036854775807}}""")]
    [InlineData("PATCH", "/v2/user-tasks/1", """{"changeset":{"dueDate":"2026-02-30T00:00:00Z"}}""")]
    public async Task A_value_out_of_range_is_refused(string method, string path, string body)
    {
        using var response = await SendAsync(method, path, body);
        await ShouldBeProblemAsync(response, HttpStatusCode.BadRequest, $"{method} {path} {body}");
    }

    [Theory]
    [InlineData("GET", "/v2/user-tasks/abc")]
    [InlineData("GET", "/v2/process-instances/99999999999999999999")]
    [InlineData("GET", "/v2/process-definitions/-1/xml")]
    [InlineData("GET", "/v2/process-instances/0")]
    [InlineData("GET", "/v2/user-tasks/1/form")]
    [InlineData("GET", "/v2/variables/1")]
    [InlineData("GET", "/v2/incidents/1")]
    [InlineData("GET", "/v2/nothing/here")]
    [InlineData("GET", "/api/nothing/here")]
    [InlineData("GET", "/api/cases/CMP-0000-0000")]
    [InlineData("GET", "/api/cases/%01")]
    [InlineData("GET", "/api/cases/..%2f..%2fetc%2fpasswd")]
    [InlineData("GET", "/api/cases/'%20OR%201=1--")]
    [InlineData("GET", "/api/cases?take=-1")]
    [InlineData("GET", "/api/cases?take=1000000000000")]
    [InlineData("GET", "/api/cases?take=x")]
    [InlineData("GET", "/api/cases?skip=-1")]
    [InlineData("GET", "/api/cases?status=lost")]
    [InlineData("GET", "/api/cases?open=perhaps")]
    [InlineData("GET", "/api/cases?from=yesterday")]
    [InlineData("GET", "/api/cases/CMP-2026-0001?language=xx")]
    [InlineData("GET", "/api/mail?limit=0")]
    [InlineData("GET", "/api/mail?limit=99999")]
    [InlineData("GET", "/api/mail?before=x")]
    [InlineData("GET", "/v2/decision-instances/1-1")]
    [InlineData("GET", "/v2/decision-instances/1")]
    [InlineData("GET", "/v2/decision-instances/1-1-1")]
    [InlineData("GET", "/v2/decision-instances/99999999999999999999-1")]
    [InlineData("GET", "/v2/decision-requirements/1/xml")]
    [InlineData("GET", "/v2/resources/1/content")]
    [InlineData("GET", "/v2/jobs/statistics/global")]
    [InlineData("GET", "/v2/jobs/statistics/global?from=yesterday&to=2026-11-21T08:00:00Z")]
    [InlineData("DELETE", "/v2/user-tasks/1/assignee")]
    [InlineData("DELETE", "/v2/user-tasks/1")]
    [InlineData("PUT", "/api/requests")]
    [InlineData("GET", "/v2/clock")]
    public async Task What_is_not_there_or_not_meant_is_a_problem(string method, string path)
    {
        using var response = await SendAsync(method, path, content: null);
        ((int)response.StatusCode).ShouldBeInRange(400, 501, path);
        response.StatusCode.ShouldNotBe(HttpStatusCode.InternalServerError, path);
        await ShouldBeProblemAsync(response, response.StatusCode, path);
    }

    [Theory]
    [InlineData("GET", "/v2/user-tasks/abc", 400)]
    [InlineData("GET", "/v2/user-tasks/1.5", 400)]
    [InlineData("GET", "/v2/user-tasks/99999999999999999999", 400)]
    [InlineData("GET", "/v2/user-tasks/%27%20OR%201=1", 400)]
    [InlineData("POST", "/v2/user-tasks/abc/completion", 400)]
    [InlineData("PATCH", "/v2/user-tasks/abc", 400)]
    [InlineData("GET", "/v2/process-instances/abc", 400)]
    [InlineData("POST", "/v2/process-instances/abc/cancellation", 400)]
    [InlineData("GET", "/v2/process-definitions/abc", 400)]
    [InlineData("GET", "/v2/process-definitions/abc/xml", 400)]
    [InlineData("GET", "/v2/element-instances/abc", 400)]
    [InlineData("PUT", "/v2/element-instances/abc/variables", 400)]
    [InlineData("GET", "/v2/incidents/abc", 400)]
    [InlineData("POST", "/v2/incidents/abc/resolution", 400)]
    [InlineData("GET", "/v2/variables/abc", 400)]
    [InlineData("POST", "/v2/jobs/abc/completion", 400)]
    [InlineData("GET", "/v2/user-tasks/1", 404)]
    [InlineData("GET", "/v2/incidents/1", 404)]
    [InlineData("GET", "/v2/element-instances/1", 404)]
    [InlineData("POST", "/v2/authorizations/search", 501)]
    [InlineData("GET", "/v2/user-tasks/1/no-such-thing", 501)]
    public async Task A_key_that_is_no_number_is_a_bad_request_and_only_what_is_not_offered_is_not_implemented(string method, string path, int status)
    {
        using var response = await SendAsync(method, path, method == "GET" ? null : new StringContent("{}", Encoding.UTF8, "application/json"));
        await ShouldBeProblemAsync(response, (HttpStatusCode)status, path);
    }

    [Fact]
    public async Task An_element_instance_names_the_incident_it_stands_in_while_it_does()
    {
        const string Process =
            """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t"><process id="stands-still" isExecutable="true">
              <startEvent id="s" /><sequenceFlow id="f" sourceRef="s" targetRef="j" />
              <serviceTask id="j"><extensionElements><zeebe:taskDefinition type="=kind" /></extensionElements></serviceTask><sequenceFlow id="g" sourceRef="j" targetRef="e" /><endEvent id="e" />
            </process></definitions>
            """;
        using var file = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(Process)), "resources", "stands-still.bpmn" } };
        using (var deployed = await SendAsync("POST", "/v2/deployments", file))
            deployed.StatusCode.ShouldBe(HttpStatusCode.OK, await deployed.Content.ReadAsStringAsync(Cancelled));
        var instance = (await Product.PostAsync("/v2/process-instances", new { processDefinitionId = "stands-still" }, Cancelled)).GetProperty("processInstanceKey").GetString();

        var incident = (await Product.PostAsync("/v2/incidents/search", new { filter = new { processInstanceKey = instance } }, Cancelled)).GetProperty("items")[0].GetProperty("incidentKey").GetString();
        var element = (await Product.PostAsync("/v2/element-instances/search", new { filter = new { processInstanceKey = instance, elementId = "j" } }, Cancelled)).GetProperty("items")[0];
        element.GetProperty("incidentKey").GetString().ShouldBe(incident);
        var key = element.GetProperty("elementInstanceKey").GetString();
        (await Product.GetAsync($"/v2/element-instances/{key}", Cancelled)).GetProperty("incidentKey").GetString().ShouldBe(incident);

        using (var set = await SendAsync("PUT", $"/v2/element-instances/{instance}/variables", """{"variables":{"kind":"nobody-works-on-this"}}"""))
            set.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using (var resolved = await SendAsync("POST", $"/v2/incidents/{incident}/resolution", "{}"))
            resolved.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Product.GetAsync($"/v2/element-instances/{key}", Cancelled)).GetProperty("incidentKey").ValueKind.ShouldBe(JsonValueKind.Null, "it goes on");
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic %%%")]
    [InlineData("Basic bm9jb2xvbg==")]
    [InlineData("Basic OjpIOjo=")]
    [InlineData("Basic /////w==")]
    [InlineData("Bearer token")]
    [InlineData("nonsense")]
    public async Task A_strange_authorization_header_is_not_signed_in(string header)
    {
        using var client = new HttpClient { BaseAddress = new Uri(Product.Address) };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        using var response = await client.GetAsync("/v2/topology", Cancelled);
        await ShouldBeProblemAsync(response, HttpStatusCode.Unauthorized, header);
    }

    private static string Nested(int depth) => "{\"a\":" + new string('[', depth) + "1" + new string(']', depth) + "}";

    private static IEnumerable<string> WrongFor(string type) => type switch
    {
        Texts => ["7", "true", "[]", "{}"],
        Keys => ["\"abc\"", "1.5", "true", "{}", "\"99999999999999999999999\""],
        Numbers => ["\"abc\"", "1.5", "1e400", "true", "{}", "[]"],
        Flags => ["\"true\"", "1", "{}"],
        Objects => ["\"text\"", "1", "[]", "true"],
        Lists => ["\"text\"", "1", "{}", "[1]"],
        Instants => ["\"tomorrow\"", "12", "{}", "\"2026-13-01T00:00:00Z\""],
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
