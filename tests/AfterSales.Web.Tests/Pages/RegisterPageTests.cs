using System.Net;
using AfterSales.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Pages;

/// <summary>Pages of customers, equipment and contracts, and the one where staff open cases.</summary>
public sealed class RegisterPageTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    [InlineData("zh")]
    public async Task A_product_and_its_contract_are_entered_and_shown(string language)
    {
        var (email, serial, number) = ($"pages-{language}@customer.example", $"PG/{language}-1", $"K-{language}");
        using var manager = await site.SignInAsync("service-manager", language: language);
        var opened = await manager.SubmitAsync(await manager.GetAsync("/cases/new"), "form[data-form=new-case]",
            ("kind", "complaint"), ("subject", "It leaks"), ("customerName", "Buyer"), ("customerEmail", email), ("serialNumber", serial));
        opened.Status.ShouldBe(HttpStatusCode.Redirect, "the case is open");
        (await manager.FollowAsync(opened)).Status.ShouldBe(HttpStatusCode.OK);

        var edited = await manager.SubmitAsync(await manager.GetAsync("/equipment/edit?serial=" + Uri.EscapeDataString(serial)), "form[data-form=equipment]",
            ("model", "HX-20"), ("customerEmail", email), ("site", "Hall 3"), ("installedOn", language == "fa" ? "۱۴۰۵/۰۸/۰۱" : "2026-10-23"), ("state", "inService"));
        edited.Status.ShouldBe(HttpStatusCode.Redirect);
        var contract = await manager.SubmitAsync(await manager.GetAsync("/contracts/edit?customer=" + Uri.EscapeDataString(email)), "form[data-form=contract]",
            ("number", number), ("customerEmail", email), ("from", "2020-01-01"), ("until", "2099-12-31"), ("equipment", serial));
        contract.Status.ShouldBe(HttpStatusCode.Redirect);
        var customer = await manager.FollowAsync(contract);
        customer.One("[data-contracts]").TextContent.ShouldContain(number);
        customer.One("[data-equipment]").TextContent.ShouldContain(serial);

        var product = await manager.GetAsync("/equipment/" + serial);
        product.Status.ShouldBe(HttpStatusCode.OK);
        product.One("main").TextContent.ShouldContain("Hall 3");
        product.One("[data-contracts]").TextContent.ShouldContain(number);
        product.One("[data-cases]").TextContent.ShouldContain("It leaks");
        (await manager.GetAsync("/equipment?q=" + Uri.EscapeDataString(serial))).One("[data-equipment]").TextContent.ShouldContain(serial);
        (await manager.GetAsync("/customers?q=" + Uri.EscapeDataString(email))).One("[data-customers]").TextContent.ShouldContain(email);
    }

    [Fact]
    public async Task A_contract_that_ends_before_it_begins_is_told_at_its_field_and_keeps_what_was_typed()
    {
        using var manager = await site.SignInAsync("service-manager");
        var answer = await manager.SubmitAsync(await manager.GetAsync("/contracts/edit"), "form[data-form=contract]",
            ("number", "K-9"), ("customerEmail", "nobody@customer.example"), ("from", "2026-06-01"), ("until", "2026-05-01"), ("equipment", "unknown-1"));
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var field in (string[])["customerEmail", "until", "equipment"])
            answer.One("#" + field).GetAttribute("aria-invalid").ShouldBe("true", field);
        answer.One("#number").GetAttribute("value").ShouldBe("K-9");
        answer.One("#equipment").TextContent.ShouldBe("unknown-1");
    }

    [Fact]
    public async Task Staff_open_a_case_of_the_company_and_see_no_contract_form()
    {
        using var staff = await site.SignInAsync("quality-desk");
        var page = await staff.GetAsync("/cases/new");
        page.All("input[name=kind]").Count.ShouldBeGreaterThan(2, "kinds for customers and of the company");
        (await staff.SubmitAsync(page, "form[data-form=new-case]", ("kind", "corrective-action"), ("subject", "Check all seals"))).Status.ShouldBe(HttpStatusCode.Redirect);
        var refused = await staff.SubmitAsync(page, "form[data-form=new-case]", ("kind", "complaint"), ("subject", ""), ("__key", "another"));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.One("#subject").GetAttribute("aria-invalid").ShouldBe("true");
        (await staff.GetAsync("/contracts/edit")).Status.ShouldNotBe(HttpStatusCode.OK);
        (await staff.GetAsync("/equipment/never-seen")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await staff.GetAsync("/customers/12345")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
