using System.Net;
using System.Text;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.BadInput;

/// <summary>Files that nobody should deploy: each is refused with a reason and, of an upload with one bad file, nothing stays.</summary>
public sealed class DeploymentTests(BadInputProduct product) : BadInputTests(product)
{
    private const string Head = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">""";

    public static TheoryData<string, string, string> Hostile => new()
    {
        { "empty.bpmn", "", "" },
        { "blank.bpmn", "   ", "" },
        { "text.bpmn", "hello", "" },
        { "cut.bpmn", Head + "<process id=\"p\" isExecutable=\"true\"><startEvent", "" },
        { "dtd.bpmn", "<!DOCTYPE definitions [<!ELEMENT a ANY>]>" + Head + "</definitions>", "DOCTYPE" },
        { "file.bpmn", "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + Head + "<process id=\"&x;\"/></definitions>", "DOCTYPE" },
        { "bomb.bpmn", "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>" + Head + "<process id=\"p\" name=\"&c;\"/></definitions>", "DOCTYPE" },
        { "deep.bpmn", Head + new string('\n', 3) + string.Concat(Enumerable.Repeat("<a>", 5_000)) + string.Concat(Enumerable.Repeat("</a>", 5_000)) + "</definitions>", "deep" },
        { "html.bpmn", "<html><script>alert(1)</script></html>", "" },
        { "none.bpmn", Head + "</definitions>", "" },
        { "unsupported.bpmn", Process("<startEvent id=\"s\"/><sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"c\"/><choreographyTask id=\"c\"/>"), "choreography" },
        { "dangling.bpmn", Process("<startEvent id=\"s\"/><sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"nowhere\"/>"), "nowhere" },
        { "feel.bpmn", Process("\n<startEvent id=\"s\"/><sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"u\"/>\n<scriptTask id=\"u\"><extensionElements><zeebe:script expression=\"=1 + * 2\" resultVariable=\"x\"/></extensionElements></scriptTask><sequenceFlow id=\"g\" sourceRef=\"u\" targetRef=\"e\"/><endEvent id=\"e\"/>"), "line" },
        { "broken.dmn", "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\"", "" },
        { "dtd.dmn", "<!DOCTYPE d [<!ENTITY x SYSTEM \"http://127.0.0.1:1/\">]><definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" id=\"d\" name=\"&x;\" namespace=\"n\"/>", "" },
        { "broken.form", "{", "" },
        { "array.form", "[]", "" },
        { "noid.form", "{\"components\":[]}", "" },
        { "half.form", "{\"id\":\"\\ud800\",\"components\":[]}", "" },
        { "types.form", "{\"id\":7,\"components\":\"x\"}", "" },
        { "deep.form", "{\"id\":\"deep\",\"components\":" + new string('[', 500) + new string(']', 500) + "}", "" },
        { "program.exe", "MZ", "" },
        { "noextension", "x", "" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_file_that_cannot_be_run_is_refused_with_its_reason(string name, string content, string reason)
    {
        using var response = await DeployAsync(("good.bpmn", Encoding.UTF8.GetBytes(Good("good-beside-" + Path.GetFileNameWithoutExtension(name)))), (name, Encoding.UTF8.GetBytes(content)));
        var problem = await ShouldBeProblemAsync(response, HttpStatusCode.BadRequest, name);
        var detail = problem.GetProperty("detail").GetString()!;
        detail.ShouldContain(name);
        detail.ShouldContain(reason, Case.Insensitive);
        detail.ShouldNotContain("root:");
        await NothingStayedAsync("good-beside-" + Path.GetFileNameWithoutExtension(name));
    }

    [Fact]
    public async Task A_mistake_in_an_expression_is_told_with_its_place()
    {
        var file = Process("<startEvent id=\"s\"/>\n<sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"u\"/>\n<scriptTask id=\"u\"><extensionElements><zeebe:script expression=\"=1 + (2\" resultVariable=\"x\"/></extensionElements></scriptTask><sequenceFlow id=\"g\" sourceRef=\"u\" targetRef=\"e\"/><endEvent id=\"e\"/>");
        using var response = await DeployAsync(("feel-place.bpmn", Encoding.UTF8.GetBytes(file)));
        var detail = (await ShouldBeProblemAsync(response, HttpStatusCode.BadRequest, "feel")).GetProperty("detail").GetString()!;
        detail.ShouldContain("feel-place.bpmn");
        detail.ShouldMatch("line 3|:3", "the line in the file");
        detail.ShouldContain("(u)");
        detail.ShouldContain("column");
    }

    [Fact]
    public async Task A_file_over_five_megabytes_is_refused()
    {
        var big = Encoding.UTF8.GetBytes(Head + "<!--" + new string('x', 6_000_000) + "--></definitions>");
        using var response = await DeployAsync(("big.bpmn", big));
        (await ShouldBeProblemAsync(response, HttpStatusCode.BadRequest, "big")).GetProperty("detail").GetString()!.ShouldContain("bytes");
    }

    [Fact]
    public async Task What_is_not_a_whole_upload_is_refused()
    {
        using var json = await SendAsync("POST", "/v2/deployments", "{}");
        await ShouldBeProblemAsync(json, HttpStatusCode.BadRequest, "json");
        using var empty = await SendAsync("POST", "/v2/deployments", new MultipartFormDataContent());
        await ShouldBeProblemAsync(empty, HttpStatusCode.BadRequest, "empty");
        foreach (var (type, body) in ((string, string)[])
        [
            ("multipart/form-data", "x"),
            ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"resources\"; filename=\"a.bpmn\"\r\n\r\nabc"),
            ("multipart/form-data; boundary=b", "--b\r\nno header at all"),
            ("multipart/form-data; boundary=" + new string('b', 500), "x"),
            ("application/x-www-form-urlencoded", "resources=x"),
        ])
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var response = await SendAsync("POST", "/v2/deployments", content);
            await ShouldBeProblemAsync(response, HttpStatusCode.BadRequest, type + " " + body);
        }
    }

    [Fact]
    public async Task Paths_in_a_file_name_stay_out_of_the_resource_name()
    {
        using var response = await DeployAsync(("../../../etc/cron.d/evil.bpmn", Encoding.UTF8.GetBytes(Good("path-in-name"))));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(Cancelled)).ShouldContain("\"resourceName\":\"evil.bpmn\"");
    }

    private async Task NothingStayedAsync(string processId)
    {
        var found = await Product.PostAsync("/v2/process-definitions/search", new { filter = new { processDefinitionId = processId } }, Cancelled);
        found.GetProperty("items").GetArrayLength().ShouldBe(0, "all files of a deployment or none");
    }

    private Task<HttpResponseMessage> DeployAsync(params IEnumerable<(string Name, byte[] Content)> files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, content) in files)
            form.Add(new ByteArrayContent(content), "resources", name);
        return SendAsync("POST", "/v2/deployments", form);
    }

    private static string Good(string id) => Process("<startEvent id=\"s\"/><sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"e\"/><endEvent id=\"e\"/>", id);

    private static string Process(string elements, string id = "hostile") => $"{Head}<process id=\"{id}\" isExecutable=\"true\">{elements}</process></definitions>";
}
