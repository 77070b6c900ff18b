using System.Net;
using AfterSales.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Pages;

/// <summary>The task list: narrowed, saved under names, many moved at once.</summary>
public sealed class TaskListTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_list_is_narrowed_by_kind_department_holder_and_words()
    {
        var first = await site.ComplainAsync("narrow@customer.example");
        var link = (await site.TaskLinksAsync(first.CaseNumber))[0];
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        var key = (await admin.GetAsync("/tasks?view=all&q=" + first.CaseNumber.ToLowerInvariant())).One("[data-task]").GetAttribute("data-task")!;
        async Task<bool> Shows(string query) => (await admin.GetAsync("/tasks?view=all&" + query)).All($"[data-task='{key}']").Count == 1;
        (await Shows("kind=complaint")).ShouldBeTrue();
        (await Shows("kind=repair")).ShouldBeFalse();
        (await Shows("who=nobody")).ShouldBeTrue();
        (await Shows("who=" + link.PersonId)).ShouldBeFalse();
        (await Shows("due=none&due=x")).ShouldBeTrue("a word that is none of the choices narrows nothing");
        (await Shows("q=purchasing")).ShouldBeTrue("by the customer's name");
        (await Shows("q=100%25")).ShouldBeFalse("a sign with a meaning in patterns stands for itself");
        var role = (await admin.GetAsync("/dashboard")).One("[data-load=groups] [data-of]:not([data-of=customer])").GetAttribute("data-of");
        (await Shows("group=" + role)).ShouldBeTrue();
        (await Shows("group=none")).ShouldBeFalse();
        (await admin.GetAsync("/tasks?view=waiting")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_view_is_saved_found_by_the_department_it_is_shared_with_and_forgotten_by_its_owner_only()
    {
        using var owner = await site.SignInAsync("sales-desk");
        using var colleague = await site.SignInAsync("sales-desk-2");
        using var stranger = await site.SignInAsync("production-desk");
        var page = await owner.GetAsync("/tasks?view=group&kind=complaint&due=week");
        var group = page.One("[data-form=saveview] select[name=share] option[value]:not([value=''])").GetAttribute("value")!;
        (await owner.SubmitAsync(page, "[data-form=saveview]", ("name", " "))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await owner.SubmitAsync(page, "[data-form=saveview]", ("name", "Mine"), ("share", "rnd-not-mine"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await owner.SubmitAsync(page, "[data-form=saveview]", ("name", "Complaints of the week"), ("share", group))).Status.ShouldBe(HttpStatusCode.Redirect);
        var seen = await colleague.GetAsync("/tasks");
        var saved = seen.One("[data-saved] a");
        saved.TextContent.ShouldBe("Complaints of the week");
        saved.GetAttribute("href").ShouldBe("/tasks?view=group&kind=complaint&due=week");
        seen.All("[data-saved] form").ShouldBeEmpty("only its owner forgets it");
        (await stranger.GetAsync("/tasks")).All("[data-saved]").ShouldBeEmpty();
        var key = seen.One("[data-saved]").GetAttribute("data-saved")!;
        var token = seen.One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
        await colleague.PostAsync("/tasks/forget", new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("key", key)]));
        (await owner.GetAsync("/tasks")).All("[data-saved]").Count.ShouldBe(1);
        await owner.SubmitAsync(await owner.GetAsync("/tasks"), "[data-saved] form");
        (await owner.GetAsync("/tasks")).All("[data-saved]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_are_taken_given_back_and_assigned_at_once_and_what_was_typed_stays_after_a_mistake()
    {
        var requests = new[] { await site.ComplainAsync("bulk-1@customer.example"), await site.ComplainAsync("bulk-2@customer.example") };
        foreach (var request in requests)
            await site.TaskLinksAsync(request.CaseNumber);
        using var person = await site.SignInAsync("sales-desk");
        var list = await person.GetAsync("/tasks?view=group");
        var keys = list.All("[data-task]").Where(row => requests.Any(request => row.TextContent.Contains(request.CaseNumber, StringComparison.Ordinal)))
            .Select(row => row.GetAttribute("data-task")!).ToList();
        keys.Count.ShouldBe(2);
        Task<Answer> Bulk(Answer page, string handler, params (string, string)[] more) => person.PostAsync($"/tasks/{handler}?view=mine", new FormUrlEncodedContent(
            [new("__RequestVerificationToken", page.One("#bulk input[name=__RequestVerificationToken]").GetAttribute("value")!), .. keys.Select(key => KeyValuePair.Create("keys", key)), .. more.Select(one => KeyValuePair.Create(one.Item1, one.Item2))]));

        (await Bulk(list, "take")).Status.ShouldBe(HttpStatusCode.Redirect);
        var mine = await person.GetAsync("/tasks");
        keys.ShouldAllBe(key => mine.All($"[data-task='{key}']").Count == 1);
        var unsaid = await Bulk(mine, "giveback");
        unsaid.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        unsaid.All("input[name=keys]:checked").Count.ShouldBe(2, "the choice is kept");
        var nobody = await Bulk(mine, "assign", ("reason", "On leave"));
        nobody.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        nobody.One("#bulk input[name=reason]").GetAttribute("value").ShouldBe("On leave");
        (await Bulk(mine, "assign", ("reason", "On leave"), ("to", "sales-desk-2"))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await person.GetAsync("/tasks")).All("[data-task]").ShouldBeEmpty();
        var notHis = await Bulk(mine, "giveback", ("reason", "Mine"));
        notHis.Status.ShouldBe(HttpStatusCode.Redirect);
        (await person.FollowAsync(notHis)).Text.ShouldContain("2 could not be moved", customMessage: "they belong to a colleague now");
        using var colleague = await site.SignInAsync("sales-desk-2");
        var his = await colleague.GetAsync("/tasks");
        keys.ShouldAllBe(key => his.All($"[data-task='{key}']").Count == 1);
    }
}
