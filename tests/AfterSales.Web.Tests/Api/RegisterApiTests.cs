using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AfterSales.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Api;

/// <summary>Customers, sites, equipment, contracts, work orders, trainings and corrective actions over the API.</summary>
public sealed class RegisterApiTests(Site site) : IClassFixture<Site>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_product_under_two_contracts_is_shown_as_ambiguous_with_both()
    {
        using var manager = Client("service-manager");
        await CustomerAsync(manager, "ambiguous@customer.example");
        await AddAsync(manager, "/api/equipment", new { serialNumber = "AMB/1", model = "HX-20", customerEmail = "Ambiguous@customer.example", site = "Hall 3", installedOn = "2026-01-05", state = "inService" });
        foreach (var number in (string[])["C-A/1", "C-A/2"])
            await AddAsync(manager, "/api/contracts", new { number, customerEmail = "ambiguous@customer.example", from = "2020-01-01", until = "2099-12-31", covers = new[] { "labour" }, equipment = new[] { "amb/1" } });

        var view = await JsonAsync(await manager.GetAsync("/api/equipment/AMB/1", Ct));

        view.GetProperty("entitlement").GetProperty("status").GetString().ShouldBe("ambiguous");
        view.GetProperty("entitlement").GetProperty("contracts").GetArrayLength().ShouldBe(2);
        view.GetProperty("site").GetProperty("name").GetString().ShouldBe("Hall 3");
        (await JsonAsync(await manager.GetAsync("/api/contracts?text=C-A&on=2026-11-21", Ct))).GetProperty("total").GetInt32().ShouldBe(2);
        (await JsonAsync(await manager.GetAsync("/api/contracts/C-A/1", Ct))).GetProperty("equipment")[0].GetString().ShouldBe("AMB/1");
    }

    [Theory]
    [InlineData("""{"number":"X-1","customerEmail":"two@customer.example","from":"2026-06-01","until":"2026-05-31"}""", "until")]
    [InlineData("""{"number":"X-1","customerEmail":"two@customer.example","from":"2026-02-30","until":"2026-05-31"}""", "from")]
    [InlineData("""{"number":"X-1","customerEmail":"nobody@customer.example","from":"2026-01-01","until":"2026-05-31"}""", "customerEmail")]
    [InlineData("""{"number":"X-1","customerEmail":"two@customer.example","from":"2026-01-01","until":"2026-05-31","equipment":["never-seen"]}""", "equipment")]
    [InlineData("""{"number":"X-1","customerEmail":"two@customer.example","from":"2026-01-01","until":"2026-05-31","covers":["everything"]}""", "covers")]
    public async Task A_contract_that_cannot_be_is_refused_by_field(string body, string field)
    {
        using var manager = Client("service-manager");
        await CustomerAsync(manager, "two@customer.example");
        using var answer = await manager.PostAsync("/api/contracts", new StringContent(body, Encoding.UTF8, "application/json"), Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await JsonAsync(answer)).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(await answer.Content.ReadAsStringAsync(Ct));
        (await manager.GetAsync("/api/contracts/X-1", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_appointment_is_booked_seen_in_the_calendar_and_a_second_one_is_a_conflict()
    {
        using var desk = Client("service-desk");
        var numbers = new List<string>();
        for (var i = 0; i < 2; i++)
            numbers.Add((await AddAsync(desk, "/api/work-orders", new { workType = "repair", skill = "support-manager", durationHours = 2 })).GetProperty("number").GetString()!);
        var slot = (await JsonAsync(await desk.GetAsync($"/api/work-orders/{numbers[0]}/suggestions", Ct))).GetProperty("items")[0];
        var wish = new { technician = slot.GetProperty("technician").GetString(), start = slot.GetProperty("start").GetString() };

        (await desk.PostAsJsonAsync($"/api/work-orders/{numbers[0]}/appointment", wish, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var second = await desk.PostAsJsonAsync($"/api/work-orders/{numbers[1]}/appointment", wish, Ct);

        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var conflict = await JsonAsync(second);
        conflict.GetProperty("conflict").GetString().ShouldBe("busy");
        conflict.GetProperty("suggestions").GetArrayLength().ShouldBePositive();
        var orders = await JsonAsync(await desk.GetAsync($"/api/work-orders?technician={wish.technician}&from={Uri.EscapeDataString(wish.start!)}", Ct));
        orders.GetProperty("items").EnumerateArray().Select(order => order.GetProperty("number").GetString()).ShouldBe([numbers[0]]);

        (await desk.PostAsJsonAsync($"/api/work-orders/{numbers[0]}/completion", new { result = "Done" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await desk.PostAsJsonAsync($"/api/work-orders/{numbers[0]}/cancellation", new { reason = "late" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Of_work_for_a_case_that_is_not_his_a_person_learns_only_that_somebody_is_busy()
    {
        var request = await site.ComplainAsync("away@customer.example");
        using var manager = Client("service-manager");
        using var other = Client("hr-desk");
        var order = await AddAsync(manager, "/api/work-orders", new { workType = "repair", skill = "support-manager", durationHours = 2, address = "1 Harbour Street", caseNumber = request.CaseNumber });
        var number = order.GetProperty("number").GetString()!;
        var slot = (await JsonAsync(await manager.GetAsync($"/api/work-orders/{number}/suggestions", Ct))).GetProperty("items")[0];
        var wish = new { technician = slot.GetProperty("technician").GetString(), start = slot.GetProperty("start").GetString() };
        (await manager.PostAsJsonAsync($"/api/work-orders/{number}/appointment", wish, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var listed = (await JsonAsync(await other.GetAsync($"/api/work-orders?technician={wish.technician}&from={Uri.EscapeDataString(wish.start!)}", Ct)))
            .GetProperty("items").EnumerateArray().Single(item => item.GetProperty("number").GetString() == number);

        (listed.GetProperty("start").GetString(), listed.GetProperty("address").ValueKind, listed.GetProperty("caseNumber").ValueKind).ShouldBe((wish.start, JsonValueKind.Null, JsonValueKind.Null));
        (await JsonAsync(await other.GetAsync($"/api/work-orders?caseNumber={request.CaseNumber}", Ct))).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await JsonAsync(await manager.GetAsync($"/api/work-orders?caseNumber={request.CaseNumber}", Ct))).GetProperty("items")[0].GetProperty("address").GetString().ShouldBe("1 Harbour Street");
        (await other.GetAsync($"/api/work-orders/{number}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.PostAsJsonAsync($"/api/work-orders/{number}/appointment", wish, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.PostAsJsonAsync($"/api/work-orders/{number}/cancellation", new { reason = "Mine" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.PostAsJsonAsync("/api/work-orders", new { workType = "repair", skill = "support-manager", durationHours = 2, caseNumber = request.CaseNumber }, Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await JsonAsync(await manager.GetAsync($"/api/work-orders/{number}", Ct))).GetProperty("status").GetString().ShouldBe("scheduled");
    }

    [Fact]
    public async Task Staff_read_contracts_and_corrective_actions_and_managers_write_them()
    {
        using var staff = Client("sales-desk");
        using var manager = Client("service-manager");
        foreach (var path in (string[])["/api/customers", "/api/sites", "/api/equipment", "/api/contracts", "/api/work-orders", "/api/trainings", "/api/corrective-actions"])
        {
            (await staff.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK, path);
            using var anonymous = new HttpClient { BaseAddress = site.Address };
            (await anonymous.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
            (await staff.GetAsync(path + "?take=0", Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, path);
        }
        (await staff.PostAsJsonAsync("/api/contracts", new { number = "N" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await staff.PostAsJsonAsync("/api/corrective-actions", new { problem = "P" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var number = (await AddAsync(manager, "/api/corrective-actions", new { problem = "Seam breaks", cause = "Seal" })).GetProperty("number").GetString();
        using var closed = await manager.PutAsJsonAsync($"/api/corrective-actions/{number}", new { state = "effective" }, Ct);
        var action = await JsonAsync(closed);
        (action.GetProperty("state").GetString(), action.GetProperty("problem").GetString(), action.GetProperty("closedAt").ValueKind).ShouldBe(("effective", "Seam breaks", JsonValueKind.String));
        (await manager.PutAsJsonAsync("/api/corrective-actions/CAR-1999-0001", new { state = "effective" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_training_is_evidence_and_impossible_dates_are_refused()
    {
        using var staff = Client("service-desk");
        var added = await AddAsync(staff, "/api/trainings", new { audience = "staff", topic = "HX-20", heldOn = "1405-08-30", people = new[] { "field-engineer" }, passed = true });
        (added.GetProperty("heldOn").GetString(), added.GetProperty("people")[0].GetProperty("personId").GetString()).ShouldBe(("2026-11-21", "field-engineer"));
        using var refused = await staff.PostAsJsonAsync("/api/trainings", new { audience = "staff", topic = "HX-20", heldOn = "2026-11-21", validUntil = "2026-11-20", people = Array.Empty<string>() }, Ct);
        var errors = (await JsonAsync(refused)).GetProperty("errors");
        (errors.TryGetProperty("validUntil", out _), errors.TryGetProperty("people", out _)).ShouldBe((true, true));
    }

    [Fact]
    public async Task Staff_open_a_case_of_the_company_and_one_for_a_customer()
    {
        using var staff = Client("quality-desk");
        var opened = await AddAsync(staff, "/api/cases", new { kind = "corrective-action", subject = "Check all seals" });
        using var manager = Client("service-manager");
        var view = await JsonAsync(await manager.GetAsync("/api/cases/" + opened.GetProperty("caseNumber").GetString(), Ct));
        view.GetProperty("channel").GetString().ShouldBe("internal");
        await AddAsync(staff, "/api/cases", new { kind = "complaint", subject = "S", description = "D", channel = "phone", customer = new { name = "N", email = "n@customer.example" } });
        (await staff.PostAsJsonAsync("/api/cases", new { kind = "complaint", subject = "S" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await staff.PostAsJsonAsync("/api/cases", new { kind = "corrective-action", subject = "S", calendar = "moon" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await staff.PostAsJsonAsync("/api/cases", new { kind = "complaint", subject = "S", variables = new { x = 1 } }, Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task CustomerAsync(HttpClient client, string email)
    {
        using var answer = await client.PostAsJsonAsync("/api/customers", new { name = "Buyer", email, company = "Customer Ltd", language = "fa" }, Ct);
        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.BadRequest);
    }

    private static async Task<JsonElement> AddAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Ct));
        return await JsonAsync(answer);
    }

    private static Task<JsonElement> JsonAsync(HttpResponseMessage answer) => answer.Content.ReadFromJsonAsync<JsonElement>(Ct);

    private HttpClient Client(string name)
    {
        var client = new HttpClient { BaseAddress = site.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{Site.DemoPassword}")));
        return client;
    }
}
