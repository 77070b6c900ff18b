using System.Net;
using AfterSales.Web.Tests.Product;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.BadInput;

/// <summary>Somebody with a browser of his own, who is not led on by redirects and may leave out what a browser would send.</summary>
public sealed class Visitor : IDisposable
{
    private readonly HttpClient _http;

    public Visitor(RunningProduct product, string? language = null)
    {
        _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = new Uri(product.Address),
            Timeout = TimeSpan.FromSeconds(120),
        };
        if (language is not null)
            _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    public async Task<SeenPage> OpenAsync(string path) => await SeenPage.ReadAsync(await _http.GetAsync(path, Cancelled), path);

    public async Task<SeenPage> SendAsync(string method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        return await SeenPage.ReadAsync(await _http.SendAsync(request, Cancelled), path);
    }

    /// <summary>Fills the form of a page and sends it, with the token against forged forms that the page carries.</summary>
    public async Task<SeenPage> FillAsync(
        string page, IEnumerable<KeyValuePair<string, string>> fields, IEnumerable<(string Field, string Name, byte[] Content)>? files = null, string? to = null)
    {
        var seen = await OpenAsync(page);
        seen.Status.ShouldBe(HttpStatusCode.OK, page);
        return await SubmitAsync(to ?? page, seen.Hidden().Where(own => fields.All(field => field.Key != own.Key)).Concat(fields), files);
    }

    public async Task<SeenPage> SubmitAsync(
        string path, IEnumerable<KeyValuePair<string, string>> fields, IEnumerable<(string Field, string Name, byte[] Content)>? files = null)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), Quoted(name));
        foreach (var (field, name, content) in files ?? [])
            form.Add(new ByteArrayContent(content), Quoted(field), Quoted(name));
        return await SendAsync("POST", path, form);
    }

    public async Task SignInAsync(string person)
    {
        var answer = await FillAsync("/signin", new Dictionary<string, string> { ["name"] = person, ["password"] = "after-sales-demo" });
        answer.Status.ShouldBe(HttpStatusCode.Redirect, answer.Html);
    }

    // A browser sends names as they are, in quotation marks, and only these three characters in another way.
    private static string Quoted(string name) =>
        "\"" + name.Replace("\"", "%22", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal) + "\"";
}

/// <summary>An answer as a reader sees it.</summary>
public sealed record SeenPage(HttpStatusCode Status, string Html, string? Location, IHtmlDocument Document, HttpResponseMessage Response)
{
    public string Language => Document.DocumentElement.GetAttribute("lang") ?? "";

    public string Text => Document.Body?.TextContent ?? "";

    public static async Task<SeenPage> ReadAsync(HttpResponseMessage response, string path)
    {
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBeLessThan(500, $"{path}: {(html.Length > 600 ? html[..600] : html)}");
        return new SeenPage(response.StatusCode, html, response.Headers.Location?.OriginalString, new HtmlParser().ParseDocument(html), response);
    }

    /// <summary>What the page's main form carries without being seen.</summary>
    public IEnumerable<KeyValuePair<string, string>> Hidden() =>
        Document.QuerySelector("main form[method=post]")?.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>()
            .Where(input => input.Name?.Length > 0).Select(input => KeyValuePair.Create(input.Name!, input.Value)) ?? [];

    /// <summary>The answer is a page of the product that says something, in the language asked for.</summary>
    public SeenPage ShouldBeKind(HttpStatusCode status, string language, string what = "")
    {
        Status.ShouldBe(status, $"{what} {Text.Trim()}");
        Language.ShouldBe(language, what);
        Document.QuerySelector("main h1")?.TextContent.Trim().ShouldNotBeNullOrEmpty($"{what}: a kind answer has a heading.");
        return this;
    }
}
