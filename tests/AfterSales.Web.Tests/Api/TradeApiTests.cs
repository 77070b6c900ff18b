using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AfterSales.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Api;

/// <summary>Parts, requisitions, quotations and charges over HTTP: what comes back, who may, and what is refused.</summary>
public sealed class TradeApiTests(Site site) : IClassFixture<Site>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_warehouse_keeps_catalogue_and_stock_with_exact_amounts()
    {
        using var warehouse = Client("warehouse-desk");
        var saved = await SendAsync(warehouse, HttpMethod.Put, "/api/parts/SL-20", """{"name": {"en": "Seal", "fa": "واشر", "zh": "密封圈"}, "price": "19.90", "currency": "CNY", "leadDays": 7}""");
        saved.GetProperty("price").GetString().ShouldBe("19.90");
        var stocked = await SendAsync(warehouse, HttpMethod.Post, "/api/parts/sl-20/stock", """{"warehouse": "main", "change": 2.5, "reason": "Counted"}""");
        stocked.GetProperty("free").GetDecimal().ShouldBe(2.5m);
        (await warehouse.PostAsync("/api/parts/SL-20/stock", Json("""{"warehouse": "main", "change": -3, "reason": "Lost"}"""), Ct)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        using var engineer = Client("field-engineer");
        var found = await engineer.GetFromJsonAsync<JsonElement>("/api/parts?text=واشر", Ct);
        found.GetProperty("items")[0].GetProperty("partNumber").GetString().ShouldBe("SL-20");
    }

    [Theory]
    [InlineData("PUT", "/api/parts/X-1", """{"name": {"en": "X"}, "price": -1, "currency": "CNY"}""", 400)]
    [InlineData("PUT", "/api/parts/X-1", """{"name": {"en": "X"}, "price": "NaN", "currency": "CNY"}""", 400)]
    [InlineData("PUT", "/api/parts/X-1", """{"name": {"en": "X"}, "price": 1e30, "currency": "CNY"}""", 400)]
    [InlineData("PUT", "/api/parts/X-1", """{"name": {"en": "X"}, "price": 1.005, "currency": "CNY"}""", 400)]
    [InlineData("PUT", "/api/parts/X-1", """{"name": {"en": "X"}, "price": 1, "currency": "Yuan"}""", 400)]
    [InlineData("PUT", "/api/parts/X-1", """{"name": {"en": "X"}, "currency": "CNY"}""", 400)]
    [InlineData("PUT", "/api/parts/X-1", """{"name": "X"}""", 400)]
    [InlineData("PUT", "/api/parts/X-1", """{"name": {"en": " "}, "unit": "barrel"}""", 400)]
    [InlineData("POST", "/api/parts/NO-SUCH/stock", """{"warehouse": "main", "change": 1, "reason": "x"}""", 404)]
    [InlineData("POST", "/api/parts/NO-SUCH/stock", """{"warehouse": "main", "change": "lots", "reason": "x"}""", 400)]
    [InlineData("GET", "/api/requisitions?status=lost", "", 400)]
    [InlineData("GET", "/api/quotations?take=0", "", 400)]
    [InlineData("GET", "/api/charges?skip=-1", "", 400)]
    [InlineData("GET", "/api/charges/CHG-1999-0001", "", 404)]
    [InlineData("GET", "/api/quotations/%27%20OR%201=1", "", 404)]
    [InlineData("GET", "/api/requisitions/x", "", 404)]
    public async Task What_makes_no_sense_is_a_problem_that_says_so(string method, string path, string body, int status)
    {
        using var admin = Client("admin", Site.AdminPassword);
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body.Length == 0 ? null : Json(body) };
        using var response = await admin.SendAsync(request, Ct);
        ((int)response.StatusCode).ShouldBe(status, await response.Content.ReadAsStringAsync(Ct));
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task Only_stores_change_parts_and_nobody_without_an_account_reads_anything()
    {
        using var sales = Client("sales-desk");
        (await sales.PutAsync("/api/parts/X-2", Json("""{"name": {"en": "X"}}"""), Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await sales.PostAsync("/api/parts/X-2/stock", Json("""{"warehouse": "main", "change": 1, "reason": "x"}"""), Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var nobody = new HttpClient { BaseAddress = site.Address };
        foreach (var path in new[] { "/api/parts", "/api/requisitions", "/api/quotations", "/api/charges", "/api/charges/finance.csv" })
            (await nobody.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
    }

    [Fact]
    public async Task Finance_sees_every_charge_and_gets_its_table_others_only_those_of_their_cases()
    {
        await site.Services.GetRequiredService<Engine.ProcessEngine>().WriteAsync(commit =>
        {
            using var command = commit.Connection.CreateCommand();
            command.Transaction = commit.Transaction;
            command.CommandText =
                """
                INSERT INTO charges (charge_number, charge_type, amount, currency, description, paid_on_site, status, recorded_at) VALUES ('CHG-2001-0001', 'charged', '250.50', 'CNY', 'Seal', 0, 'open', 1000);
                INSERT INTO invoices (invoice_number, charge_number, kind, amount, currency, status, reason, drafted_at, handed_over_at) VALUES ('INV-2001-0001', 'CHG-2001-0001', 'invoice', '250.50', 'CNY', 'handedOver', '=1+1, "x"', 1000, 2000);
                """;
            command.ExecuteNonQuery();
        }, ct: Ct);
        using var finance = Client("finance-head");
        var charge = await finance.GetFromJsonAsync<JsonElement>("/api/charges/CHG-2001-0001", Ct);
        charge.GetProperty("amount").GetString().ShouldBe("250.50");
        charge.GetProperty("invoices")[0].GetProperty("status").GetString().ShouldBe("handedOver");
        using var accountant = Client("accountant-desk");
        var table = await accountant.GetStringAsync("/api/charges/finance.csv?until=1971-01-01T00:00:00Z", Ct);
        table.TrimStart('\uFEFF').Split("\r\n")[1].ShouldBe("INV-2001-0001,invoice,handedOver,250.50,CNY,CHG-2001-0001,,1970-01-01T00:00:02Z,,\"'=1+1, \"\"x\"\"\"");
        using var engineer = Client("field-engineer");
        (await engineer.GetAsync("/api/charges/CHG-2001-0001", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await engineer.GetFromJsonAsync<JsonElement>("/api/charges", Ct)).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task The_description_of_the_API_names_them()
    {
        using var admin = Client("admin", Site.AdminPassword);
        var description = await admin.GetStringAsync("/openapi/domain.json", Ct);
        foreach (var path in new[] { "/api/parts", "/api/parts/{number}/stock", "/api/requisitions", "/api/quotations", "/api/charges", "/api/charges/finance.csv" })
            description.ShouldContain($"\"{path}\"");
    }

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private static async Task<JsonElement> SendAsync(HttpClient client, HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = Json(body) };
        using var response = await client.SendAsync(request, Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Ct));
        return await response.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    private HttpClient Client(string name, string password = Site.DemoPassword)
    {
        var client = new HttpClient { BaseAddress = site.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")));
        return client;
    }
}
