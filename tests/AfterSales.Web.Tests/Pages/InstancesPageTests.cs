using System.Globalization;
using System.Net;
using System.Text;
using AfterSales.Engine;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Instances;
using AfterSales.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Pages;

/// <summary>What runs on a version of a workflow, changed by hand from the designer and without any script.</summary>
public sealed class InstancesPageTests(Site site) : IClassFixture<Site>
{
    private const string Form = "form[data-form=instances]";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Instances_of_no_case_are_found_held_let_go_on_moved_and_cancelled_with_a_reason()
    {
        await DeployAsync("desk-work");
        var (first, second, third) = (await StartAsync("desk-work", "D-1"), await StartAsync("desk-work", "D-2"), await StartAsync("desk-work", "E-3"));
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        await admin.GetAsync("/tasks?lang=en");
        (await admin.GetAsync("/designer?kind=workflow&q=desk-work")).All("a[href='/designer/instances/desk-work/1']").Count.ShouldBe(1);
        const string Address = "/designer/instances/desk-work/1";
        var page = await admin.GetAsync(Address);
        page.One("[data-instances]").GetAttribute("data-instances").ShouldBe("3");
        page.One(Row(first)).TextContent.ShouldContain("Read the paper, since");
        (await admin.GetAsync(Address + "?q=d-")).One("[data-instances]").GetAttribute("data-instances").ShouldBe("2");
        (await admin.GetAsync(Address + "?q=" + third)).All("[data-instance]").ShouldHaveSingleItem();
        (await admin.GetAsync(Address + "?q=%25")).All("[data-instance]").ShouldBeEmpty("a sign with a meaning in patterns stands for itself");

        var unsaid = await SendAsync(admin, page, Address, "hold", [first], "  ");
        unsaid.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        unsaid.One("[data-problem]").TextContent.ShouldContain("Say why.");
        unsaid.One($"{Row(first)} input").HasAttribute("checked").ShouldBeTrue("what was chosen is not lost");
        (await SendAsync(admin, page, Address, "hold", [], "Why")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var tooLong = await SendAsync(admin, page, Address, "hold", [first], new string('x', 1001));
        tooLong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        tooLong.One("input[name=reason]").GetAttribute("value")!.Length.ShouldBe(1001);

        (await SendAsync(admin, page, Address, "hold", [first, second], "The court asked")).Location.ShouldBe(Address);
        page = await admin.GetAsync(Address + "?state=held");
        page.All("[data-held=yes]").Count.ShouldBe(2);
        (await InstanceAsync(first)).IsSuspended.ShouldBeTrue();

        var partly = await SendAsync(admin, page, Address, "hold", [second, third], "Once more");
        partly.Status.ShouldBe(HttpStatusCode.Conflict, "one of them is held already");
        partly.One($"[data-refused='{second}']").TextContent.ShouldContain("is held already");
        (await InstanceAsync(third)).IsSuspended.ShouldBeTrue("the other is held all the same");
        (await SendAsync(admin, page, Address, "goon", [first, second, third], "The court is done")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await admin.GetAsync(Address + "?state=held")).All("[data-instance]").ShouldBeEmpty();

        (await MoveAsync(admin, page, Address, first, "read", "")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await MoveAsync(admin, page, Address, first, "sign", "read")).One("[data-refused]").TextContent.ShouldContain("does not allow it");
        (await MoveAsync(admin, page, Address, first, "read", "sign")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await admin.GetAsync(Address + "?step=sign")).All("[data-instance]").ShouldHaveSingleItem().TextContent.ShouldContain("Sign the paper");

        (await SendAsync(admin, page, Address, "cancel", [first, second], "No longer wanted")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await InstanceAsync(first)).State.ShouldBe(InstanceStates.Terminated);
        (await SendAsync(admin, page, Address, "cancel", [first], "Again")).One($"[data-refused='{first}']").TextContent.ShouldContain("has ended");
        var log = (await admin.GetAsync("/admin/audit")).Text;
        foreach (var told in new[] { "The court asked", "The court is done", "No longer wanted", "It was signed by hand" })
            log.ShouldContain(told);
    }

    [Theory]
    [InlineData("en", "is held", "was cancelled")]
    [InlineData("fa", "نگه داشته شد", "لغو شد")]
    [InlineData("zh", "暂停", "已取消")]
    public async Task What_is_done_to_a_case_is_told_on_its_timeline(string language, string held, string cancelled)
    {
        var number = (await site.ComplainAsync($"instances-{language}@customer.example")).CaseNumber;
        using var owner = await site.SignInAsync("service-manager");
        await owner.GetAsync("/tasks?lang=" + language);
        const string Address = "/designer/instances/complaint-handling/1";
        var page = await owner.GetAsync($"{Address}?q={number}");
        page.Text.ShouldNotContain("web.instances");
        var key = long.Parse(page.All("[data-instance]").ShouldHaveSingleItem().GetAttribute("data-instance")!, CultureInfo.InvariantCulture);
        page.All($"{Row(key)} [data-at]").ShouldNotBeEmpty();

        (await SendAsync(owner, page, Address, "hold", [key], "The court asked")).Status.ShouldBe(HttpStatusCode.Redirect);
        var file = await owner.GetAsync($"/cases/{number}");
        file.One("[data-case-held]").TextContent.ShouldContain("The court asked");
        file.One("[data-kind='process.suspended']").TextContent.ShouldContain(held);
        (await SendAsync(owner, page, Address, "goon", [key], "It is done")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await SendAsync(owner, page, Address, "cancel", [key], "Sent twice by mistake")).Status.ShouldBe(HttpStatusCode.Redirect);
        file = await owner.GetAsync($"/cases/{number}");
        var told = file.All("[data-kind='process.cancelled']").ShouldHaveSingleItem().TextContent;
        told.ShouldContain(cancelled);
        told.ShouldContain("Sent twice by mistake");
        (await site.TaskLinksAsync(number)).Count.ShouldBeGreaterThan(0, "its tasks were sent");
        (await owner.GetAsync($"{Address}?q={number}")).All("[data-instance]").ShouldBeEmpty("nothing of it runs any more");
    }

    [Fact]
    public async Task Only_process_owners_may_and_only_versions_that_are_there()
    {
        await DeployAsync("desk-rights");
        var key = await StartAsync("desk-rights", "R-1");
        const string Address = "/designer/instances/desk-rights/1";
        using var owner = await site.SignInAsync("service-manager");
        (await owner.GetAsync(Address)).Status.ShouldBe(HttpStatusCode.OK);
        (await owner.GetAsync("/designer/instances/desk-rights/2")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await owner.GetAsync("/designer/instances/no-such-workflow/1")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await owner.PostAsync(Address + "/hold", new FormUrlEncodedContent([new("reason", "No token"), new("keys", $"{key}")]))).Status.ShouldBe(HttpStatusCode.BadRequest);
        using var guest = site.Visit();
        (await guest.GetAsync(Address)).Status.ShouldBe(HttpStatusCode.Redirect, "a visitor has to sign in");
        using var staff = await site.SignInAsync("sales-desk");
        (await staff.GetAsync(Address)).Status.ShouldNotBe(HttpStatusCode.OK);
        foreach (var what in new[] { "hold", "goon", "cancel", "move" })
            (await SendAsync(staff, await staff.GetAsync("/tasks"), Address, what, [key], "Mine")).Status.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.Redirect);
        (await InstanceAsync(key)).ShouldSatisfyAllConditions(one => one.State.ShouldBe(InstanceStates.Active), one => one.IsSuspended.ShouldBeFalse());
    }

    private static string Row(long key) => $"tr[data-instance='{key}']";

    private static Task<Answer> MoveAsync(Visitor visitor, Answer page, string address, long key, string from, string to) =>
        SendAsync(visitor, page, address, "move", [key], "It was signed by hand", new("moveFrom", from), new("moveTo", to));

    private static Task<Answer> SendAsync(
        Visitor visitor, Answer page, string address, string what, IReadOnlyList<long> keys, string reason, params IReadOnlyList<KeyValuePair<string, string>> more)
    {
        var token = page.All("input[name=__RequestVerificationToken]")[0].GetAttribute("value")!;
        return visitor.PostAsync($"{address}/{what}", new FormUrlEncodedContent(
            [new("__RequestVerificationToken", token), new("reason", reason), .. keys.Select(key => new KeyValuePair<string, string>("keys", $"{key}")), .. more]));
    }

    private ProcessEngine Engine => site.Services.GetRequiredService<ProcessEngine>();

    private async Task<ProcessInstanceRow> InstanceAsync(long key) => (await Engine.Instances.GetAsync(key, Ct))!;

    private async Task<long> StartAsync(string process, string businessKey) =>
        (await Engine.Instances.CreateAsync(new CreateInstance { ProcessId = process, BusinessKey = businessKey }, ct: Ct)).Value.ProcessInstanceKey;

    private async Task DeployAsync(string process)
    {
        var xml = $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
            <bpmn:process id="{process}" name="Desk work" isExecutable="true">
              <bpmn:startEvent id="start" name="Begun" /><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="read" />
              <bpmn:userTask id="read" name="Read the paper"><bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="sales" /></bpmn:extensionElements></bpmn:userTask>
              <bpmn:sequenceFlow id="f2" sourceRef="read" targetRef="sign" />
              <bpmn:userTask id="sign" name="Sign the paper"><bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="sales" /></bpmn:extensionElements></bpmn:userTask>
              <bpmn:sequenceFlow id="f3" sourceRef="sign" targetRef="end" /><bpmn:endEvent id="end" name="Done" />
            </bpmn:process></bpmn:definitions>
            """;
        (await Engine.Deployments.DeployAsync([new DeploymentResource(process + ".bpmn", Encoding.UTF8.GetBytes(xml))], ct: Ct)).Problems.ShouldBeEmpty();
    }
}
