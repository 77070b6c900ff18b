using System.Net;
using System.Text;
using AfterSales.Engine;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Instances;
using AfterSales.Web.Tests.Support;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Admin;

/// <summary>Mail settings with their test, mails that did not go out, and stuck steps.</summary>
[Collection(AdminSiteCollection.Name)]
public sealed class MailAndIncidentPageTests(AdminSite site)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_test_button_tells_what_came_of_it_and_secrets_stay_hidden()
    {
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        var page = await admin.GetAsync("/admin/mail");
        page.Text.ShouldNotContain("never-on-a-page");
        page = await admin.SubmitAsync(page, "form[data-form=mail-test]", ("to", "li@customer.example"));
        page.One("[data-result=Kept]");
        page = await admin.SubmitAsync(page, "form[data-form=mail-test]", ("to", "nobody at all"));
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.One("input[name=to]").GetAttribute("value").ShouldBe("nobody at all");
        (await admin.GetAsync("/admin/audit?action=mail&of=li@customer")).One("tr[data-action='mail.tested']");
    }

    [Fact]
    public async Task A_failed_mail_is_shown_with_its_reason_and_sent_again()
    {
        var engine = site.Services.GetRequiredService<ProcessEngine>();
        await engine.WriteAsync(commit =>
        {
            var key = commit.Outbox.Enqueue("mail", "", dueAt: commit.Now.AddDays(1000));
            commit.Connection.Execute(
                """
                INSERT INTO mail (mail_key, message_id, template, language, to_name, to_address, subject, html, text, links, thread, state, created_at, attempts, problem)
                VALUES (@key, '<failed@service.example>', 'notice', 'en', 'Li', 'li@customer.example', 'A mail that failed', '<p>a</p>', 'a', '[]', '[]', 'failed', @at, 3, '550 no such user')
                """, new { key, at = commit.Now.ToUnixTimeMilliseconds() }, commit.Transaction);
        }, ct: Ct);
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        var page = await admin.GetAsync("/admin/outbox");
        var row = page.All("tr[data-mail]").Single(mail => mail.TextContent.Contains("A mail that failed", StringComparison.Ordinal));
        row.TextContent.ShouldContain("550 no such user");
        row.QuerySelector(".badge.bad").ShouldNotBeNull();
        page = await admin.SubmitAsync(page, $"tr[data-mail='{row.GetAttribute("data-mail")}'] form");
        page.Location.ShouldBe("/admin/outbox");
        await TestSupport.Eventually.HoldsAsync("the mail has gone out", async () =>
            (await admin.GetAsync("/admin/outbox")).All("tr[data-mail]").All(mail => !mail.TextContent.Contains("A mail that failed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_stuck_step_is_explained_corrected_and_tried_again()
    {
        const string Stuck =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
              <bpmn:process id="stuck-for-admins" name="Stuck" isExecutable="true">
                <bpmn:extensionElements><zeebe:properties><zeebe:property name="name.fa" value="گیر" /></zeebe:properties></bpmn:extensionElements>
                <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
                <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="pay" />
                <bpmn:userTask id="pay" name="Pay"><bpmn:extensionElements><zeebe:userTask /><zeebe:taskSchedule dueDate="=if until = null then &#34;soon&#34; else until" /><zeebe:assignmentDefinition candidateGroups="finance" /></bpmn:extensionElements><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
                <bpmn:sequenceFlow id="f2" sourceRef="pay" targetRef="end" />
                <bpmn:endEvent id="end"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
              </bpmn:process>
            </bpmn:definitions>
            """;
        var engine = site.Services.GetRequiredService<ProcessEngine>();
        (await engine.Deployments.DeployAsync([new DeploymentResource("stuck-for-admins.bpmn", Encoding.UTF8.GetBytes(Stuck))], ct: Ct)).Problems.ShouldBeEmpty();
        for (var i = 0; i < 2; i++)
            await engine.Instances.CreateAsync(new CreateInstance { ProcessId = "stuck-for-admins" }, ct: Ct);
        using var owner = await site.SignInAsync("service-manager");
        await owner.GetAsync("/tasks?lang=en");
        var page = await owner.GetAsync("/admin/incidents");
        var rows = page.All("tr[data-incident]").Where(row => row.TextContent.Contains("Stuck", StringComparison.Ordinal)).ToList();
        rows.Count.ShouldBe(2);
        rows[0].TextContent.ShouldContain("A value is missing or of the wrong kind");
        var key = rows[0].GetAttribute("data-incident")!;
        page = await owner.GetAsync("/admin/incidents/" + key);
        page = await owner.FollowAsync(await owner.SubmitAsync(page, "form[action$='/retry']"));
        page.One("[data-failed-again]").TextContent.ShouldContain("Cause: A value is missing or of the wrong kind.");
        page.All(".toast").ShouldBeEmpty("what failed gets no tick");
        key = page.One("[data-incident]").GetAttribute("data-incident")!;
        (await owner.GetAsync("/admin/incidents/" + key)).All("[data-failed-again]").ShouldBeEmpty("told once");
        foreach (var (name, value, problem) in new[] { ("un til", "1", "name"), ("until", "tomorrow", "value") })
        {
            page = await owner.SubmitAsync(page, "form[data-form=correct]", ("name", name), ("value", value));
            page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            page.One($"#{problem}-problem");
            page.One("#value").TextContent.ShouldBe(value);
        }
        page = await owner.SubmitAsync(page, "form[data-form=correct]", ("name", "until"), ("value", "\"2026-12-01T10:00:00Z\""));
        page.Status.ShouldBe(HttpStatusCode.Redirect, page.Text);
        page = await owner.FollowAsync(page);
        page.One("tr[data-variable=until]").TextContent.ShouldContain("2026-12-01");

        // Both together: the corrected one goes on, the other is stuck as before.
        page = await owner.GetAsync("/admin/incidents");
        var token = page.One("form[data-form=incidents] input[name=__RequestVerificationToken]").GetAttribute("value")!;
        using var chosen = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token), .. new[] { key, rows[1].GetAttribute("data-incident")! }.Select(one => KeyValuePair.Create("key", one))]);
        page = await owner.FollowAsync(await owner.PostAsync("/admin/incidents", chosen));
        page.One(".toast").TextContent.ShouldContain("Went on: 1. Stuck again: 1.");
        page.All("tr[data-incident]").Count(row => row.TextContent.Contains("Stuck", StringComparison.Ordinal)).ShouldBe(1);
        (await owner.GetAsync("/admin/incidents/" + key)).Location.ShouldBe("/admin/incidents", "it is gone, which is no mistake");
    }
}
