using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AfterSales.Web.Tests.Product;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.BadInput;

/// <summary>
/// What all tests of bad input hold to: whatever was sent, the product did not fail on it. A failure it answered kindly is one all the same, so
/// the log is read at the end of each test.
/// </summary>
[Collection(BadInputCollection.Name)]
public abstract partial class BadInputTests : IDisposable
{
    private readonly int _logStart;

    protected BadInputTests(BadInputProduct product)
    {
        Product = product.Running;
        _logStart = Product.Log.Length;
    }

    protected RunningProduct Product { get; }

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>What the product logged during this test.</summary>
    protected string LoggedHere => BrokenConnection().Replace(Product.Log[_logStart..], "");

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        LoggedHere.ShouldNotContain("fail: ");
        LoggedHere.ShouldNotContain("crit: ");
        LoggedHere.ShouldNotContain("Exception: ");
    }

    // The server's own remark about a client that broke off; it comes some time after it, in the midst of another test.
    [GeneratedRegex(@"warn: Microsoft\.AspNetCore\.Server\.Kestrel\[0\]\r?\n +Connection processing ended abnormally\.\r?\n(?: {6}.*\r?\n?)*")]
    private static partial Regex BrokenConnection();

    protected Visitor Visit(string? language = null) => new(Product, language);

    /// <summary>Sends text to an API as it is, with the admin's account.</summary>
    protected Task<HttpResponseMessage> SendAsync(string method, string path, string body, string contentType = "application/json") =>
        SendAsync(method, path, new StringContent(body, Encoding.UTF8, contentType));

    protected async Task<HttpResponseMessage> SendAsync(string method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        return await Product.Client.SendAsync(request, Cancelled);
    }

    /// <summary>The answer is a problem in the shape every API of the product has.</summary>
    protected static async Task<JsonElement> ShouldBeProblemAsync(HttpResponseMessage response, HttpStatusCode status, string what)
    {
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        response.StatusCode.ShouldBe(status, $"{what}: {Short(text)}");
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", what);
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        problem.GetProperty("status").GetInt32().ShouldBe((int)status, what);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty(what);
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty(what);
        text.Length.ShouldBeLessThan(20_000, $"{what}: an answer does not send a large body back.");
        return problem;
    }

    protected static string Short(string text) => text.Length <= 600 ? text : text[..600] + "…";

    /// <summary>A request that is right in every field.</summary>
    protected static Dictionary<string, object?> GoodRequest(string subject = "Weld seam breaks", string language = "en", string? email = null) => new()
    {
        ["kind"] = "complaint",
        ["subject"] = subject,
        ["description"] = "Twelve parts broke at the seam since Monday.",
        ["urgency"] = "normal",
        ["channel"] = "web",
        ["language"] = language,
        ["customer"] = new Dictionary<string, object?> { ["name"] = "Purchasing desk", ["email"] = email ?? "purchasing@customer.example" },
        ["product"] = new Dictionary<string, object?> { ["model"] = "HL-3000", ["serialNumber"] = "HL3K-1" },
    };

    /// <summary>Opens a case through the API.</summary>
    protected async Task<(string Number, string Track)> OpenCaseAsync(Dictionary<string, object?>? request = null)
    {
        var made = await Product.PostAsync("/api/requests", request ?? GoodRequest(), Cancelled);
        return (made.GetProperty("caseNumber").GetString()!, new Uri(made.GetProperty("trackingUrl").GetString()!).AbsolutePath);
    }

    /// <summary>The first case's task of the sales desk, and the link its mail holds.</summary>
    protected async Task<(long Task, string Link)> SalesLinkAsync(string number, string to = "sales@demo.example")
    {
        var mail = await MailAsync(number, to, item => item.GetProperty("taskKey").ValueKind == JsonValueKind.String);
        var text = mail.GetProperty("text").GetString()!;
        var start = text.IndexOf("/t/", StringComparison.Ordinal);
        var end = text.IndexOfAny([' ', '\r', '\n', '?', '#', '>', ')'], start);
        return (long.Parse(mail.GetProperty("taskKey").GetString()!, System.Globalization.CultureInfo.InvariantCulture), text[start..(end < 0 ? text.Length : end)]);
    }

    /// <summary>A mail of the case once it has gone out.</summary>
    protected async Task<JsonElement> MailAsync(string number, string to, Func<JsonElement, bool>? which = null)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var tries = 0; tries < 600; tries++)
        {
            var mails = (await Product.GetAsync($"/api/mail?caseNumber={number}&to={Uri.EscapeDataString(to)}", Cancelled)).GetProperty("items");
            if (mails.EnumerateArray().FirstOrDefault(which ?? (_ => true)) is { ValueKind: JsonValueKind.Object } mail)
                return mail;
            await beat.WaitForNextTickAsync(Cancelled);
        }
        throw new ShouldAssertException($"No mail of {number} went to {to}.\n{LoggedHere}");
    }

    protected async Task<JsonElement> CaseAsync(string number) => await Product.GetAsync($"/api/cases/{number}?language=en", Cancelled);

    protected static async Task<int> CountAsync(HttpClient client, string path)
    {
        var found = await client.GetFromJsonAsync<JsonElement>(path, Cancelled);
        return found.GetProperty("total").GetInt32();
    }

    /// <summary>Right answers to the first form of a complaint.</summary>
    protected static Dictionary<string, string> GoodRegistration() => new()
    {
        ["registration.summary"] = "Seams break at high speed.",
        ["registration.subject"] = "function",
        ["registration.quantity"] = "12",
        ["registration.cause"] = "nonconforming",
        ["registration.urgency"] = "normal",
        ["registration.inScope"] = "yes",
        ["registration.signature"] = "Sales desk",
    };
}
