using System.Net;
using System.Text;
using AfterSales.Engine;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Instances;
using AfterSales.TestSupport;
using AfterSales.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Pages;

/// <summary>Running cases over to another version, from the designer and without any script.</summary>
public sealed class MigratePageTests(Site site) : IClassFixture<Site>
{
    private const string Form = "form[data-form=migrate]";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cases_are_looked_at_mapped_and_taken_over_with_a_reason()
    {
        await DeployAsync("paper-work", "first", "Read the paper", "خواندن برگه");
        var instances = new[] { await StartAsync("paper-work", "P-1"), await StartAsync("paper-work", "P-2") };
        await DeployAsync("paper-work", "renamed", "Study the paper", "بررسی برگه");
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);

        var page = await OpenAsync(admin, "/designer/migrate/paper-work?from=1&to=2", "en");
        page.One("[data-version='1']").GetAttribute("data-running").ShouldBe("2");
        page.All("[data-cases] [data-possible=no]").Count.ShouldBe(2, "nothing of the new version has the id of the step");
        page.One("[data-cases]").TextContent.ShouldContain("The case stands at Read the paper: choose where it goes on.");

        page = await admin.SubmitAsync(page, Form, ("do", "preview"), ("map.first", "renamed"));
        page.All("[data-cases] [data-possible=yes]").Count.ShouldBe(2);
        page.One("[data-cases]").TextContent.ShouldContain("Read the paper goes on as Study the paper");
        page = await admin.SubmitAsync(page, Form, ("do", "apply"), ("reason", " "));
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.One("[data-problem]").TextContent.ShouldContain("Say why");
        page.One("select[name='map.first'] option[selected]").GetAttribute("value").ShouldBe("renamed", "what was chosen is not lost");

        page = await admin.SubmitAsync(page, Form, ("do", "apply"), ("reason", "the paper is longer now"));
        page.Status.ShouldBe(HttpStatusCode.Redirect);
        var progress = page.Location!;
        await Eventually.HoldsAsync("the cases went over", async () => (await admin.GetAsync(progress)).One("[data-batch]").GetAttribute("data-batch") == "COMPLETED");
        page = await admin.GetAsync(progress);
        page.One("[data-batch]").GetAttribute("data-done").ShouldBe("2");
        page.One("[data-batch]").TextContent.ShouldContain("the paper is longer now");
        foreach (var instance in instances)
            (await Engine.Instances.GetAsync(instance, Ct))!.ProcessDefinitionVersion.ShouldBe(2);
    }

    [Fact]
    public async Task Only_what_was_chosen_among_the_running_instances_is_taken_over()
    {
        await DeployAsync("chosen-work", "first", "Read the paper", "خواندن برگه");
        var (first, second, third) = (await StartAsync("chosen-work", "C-1"), await StartAsync("chosen-work", "C-2"), await StartAsync("chosen-work", "C-3"));
        await DeployAsync("chosen-work", "renamed", "Study the paper", "بررسی برگه");
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        var list = await OpenAsync(admin, "/designer/instances/chosen-work/1", "en");
        list.One("[data-action=take-over]").GetAttribute("formaction").ShouldBe("/designer/migrate/chosen-work");

        var nobody = await TakeOverAsync(admin, list);
        nobody.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "nothing chosen is not the same as all");
        nobody.One("[data-problem]").TextContent.ShouldContain("Choose at least one.");
        nobody.All("[data-preview]").ShouldBeEmpty();

        var page = await TakeOverAsync(admin, list, first, third);
        page.One("[data-selection]").GetAttribute("data-selection").ShouldBe("2");
        page.One("[data-preview]").GetAttribute("data-looked").ShouldBe("2");
        page.One("[data-step=first] [data-label='Cases in it']").TextContent.ShouldBe("2", "the steps count what was chosen");
        page.One("#reason").TextContent.ShouldBe("typed before", "what was typed beside the choice is not lost");
        page = await admin.SubmitAsync(page, Form, ("do", "preview"), ("map.first", "renamed"));
        page.All("[data-cases] [data-possible=yes]").Count.ShouldBe(2);
        page = await admin.SubmitAsync(page, Form, ("do", "apply"), ("reason", "two of them are ready"));
        page.Status.ShouldBe(HttpStatusCode.Redirect);
        var progress = page.Location!;
        await Eventually.HoldsAsync("they went over", async () => (await admin.GetAsync(progress)).One("[data-batch]").GetAttribute("data-batch") == "COMPLETED");
        (await admin.GetAsync(progress)).One("[data-batch]").GetAttribute("data-done").ShouldBe("2");
        foreach (var (instance, version) in new[] { (first, 2), (second, 1), (third, 2) })
            (await Engine.Instances.GetAsync(instance, Ct))!.ProcessDefinitionVersion.ShouldBe(version);

        (await TakeOverAsync(admin, list, first)).One(".empty").TextContent.ShouldContain("None of what was chosen");
    }

    [Theory]
    [InlineData("fa", "پرونده در خواندن برگه است")]
    [InlineData("zh", "案件停在 Read the paper")]
    public async Task What_stands_in_the_way_is_told_in_the_readers_language(string language, string words)
    {
        await DeployAsync($"paper-{language}", "first", "Read the paper", "خواندن برگه");
        await StartAsync($"paper-{language}", "P-9");
        await DeployAsync($"paper-{language}", "renamed", "Study the paper", "بررسی برگه");
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);

        var page = await OpenAsync(admin, $"/designer/migrate/paper-{language}?from=1&to=2", language);

        page.One("[data-cases]").TextContent.ShouldContain(words);
        page.Text.ShouldNotContain("web.migration");
        page = await OpenAsync(admin, $"/designer/migrate/paper-{language}?from=2&to=2", language);
        page.One("[data-problem]").TextContent.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Only_process_owners_may_and_only_workflows_that_are_there()
    {
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        (await admin.GetAsync("/designer/migrate/no-such-workflow")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var guest = site.Visit();
        (await guest.GetAsync("/designer/migrate/complaint-handling")).Status.ShouldBe(HttpStatusCode.Redirect, "a visitor has to sign in");
        using var staff = await site.SignInAsync("sales-desk");
        (await staff.GetAsync("/designer/migrate/complaint-handling")).Status.ShouldNotBe(HttpStatusCode.OK);
    }

    /// <summary>As the button of the list of running instances sends it.</summary>
    private static Task<Answer> TakeOverAsync(Visitor visitor, Answer list, params IReadOnlyList<long> keys)
    {
        var form = list.One("form[data-form=instances]");
        return visitor.PostAsync(list.One("[data-action=take-over]").GetAttribute("formaction")!, new FormUrlEncodedContent(
            [
                .. form.QuerySelectorAll("input[type=hidden]").Select(input => new KeyValuePair<string, string>(input.GetAttribute("name")!, input.GetAttribute("value")!)),
                new("reason", "typed before"), .. keys.Select(key => new KeyValuePair<string, string>("keys", $"{key}")),
            ]));
    }

    private static async Task<Answer> OpenAsync(Visitor visitor, string address, string language)
    {
        await visitor.GetAsync("/tasks?lang=" + language);
        return await visitor.GetAsync(address);
    }

    private ProcessEngine Engine => site.Services.GetRequiredService<ProcessEngine>();

    private async Task<long> StartAsync(string process, string businessKey) =>
        (await Engine.Instances.CreateAsync(new CreateInstance { ProcessId = process, BusinessKey = businessKey }, ct: Ct)).Value.ProcessInstanceKey;

    private async Task DeployAsync(string process, string step, string name, string persian)
    {
        var xml = $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
            <bpmn:process id="{process}" name="Paper work" isExecutable="true">
              <bpmn:startEvent id="start" name="Begun" /><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="{step}" />
              <bpmn:userTask id="{step}" name="{name}"><bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="sales" />
                <zeebe:properties><zeebe:property name="name.fa" value="{persian}" /></zeebe:properties></bpmn:extensionElements></bpmn:userTask>
              <bpmn:sequenceFlow id="f2" sourceRef="{step}" targetRef="end" /><bpmn:endEvent id="end" name="Done" />
            </bpmn:process></bpmn:definitions>
            """;
        (await Engine.Deployments.DeployAsync([new DeploymentResource(process + ".bpmn", Encoding.UTF8.GetBytes(xml))], ct: Ct)).Problems.ShouldBeEmpty();
    }
}
