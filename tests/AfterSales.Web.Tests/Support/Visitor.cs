using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace AfterSales.Web.Tests.Support;

/// <summary>An answer with its page, if it has one.</summary>
public sealed record Answer(HttpStatusCode Status, HttpResponseMessage Message, IHtmlDocument Document, string Address)
{
    public string? Location => Message.Headers.Location?.OriginalString;

    public string Text => Document.Body?.TextContent ?? "";

    public IElement One(string selector) => Document.QuerySelector(selector) ?? throw new InvalidOperationException($"{Address} has no {selector}: {Text.Trim()}");

    public IReadOnlyList<IElement> All(string selector) => [.. Document.QuerySelectorAll(selector)];
}

/// <summary>A file to be chosen in a form.</summary>
public sealed record ChosenFile(string Field, string Name, byte[] Content, string Type = "image/png");

/// <summary>A browser without script: keeps cookies, follows nothing by itself, sends forms with what stands in them.</summary>
public sealed class Visitor : IDisposable
{
    private static readonly HtmlParser Parser = new();

    public Visitor(Site site, string language)
    {
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = site.Address };
        if (language.Length > 0)
            Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
    }

    public HttpClient Client { get; }

    public async Task<Answer> GetAsync(string address) => await ReadAsync(await Client.GetAsync(address), address);

    public async Task<Answer> PostAsync(string address, HttpContent content) => await ReadAsync(await Client.PostAsync(address, content), address);

    /// <summary>Opens what an answer leads to.</summary>
    public Task<Answer> FollowAsync(Answer answer) => GetAsync(answer.Location ?? throw new InvalidOperationException($"{answer.Address} leads nowhere ({answer.Status}): {answer.Text.Trim()}"));

    /// <summary>Sends a form of a page with its own values, changed as told.</summary>
    public Task<Answer> SubmitAsync(Answer page, string form, params (string Name, string Value)[] values) => SubmitAsync(page, form, [], values);

    public async Task<Answer> SubmitAsync(Answer page, string form, IReadOnlyList<ChosenFile> files, params (string Name, string Value)[] values)
    {
        var element = (IHtmlFormElement)page.One(form);
        var fields = Fields(element).Where(field => values.All(value => value.Name != field.Name)).Concat(values);
        var address = element.GetAttribute("action") is { Length: > 0 } action ? action : page.Address;
        return await PostAsync(address, element.Enctype == "multipart/form-data" ? Multipart(fields, files) : Encoded(fields));
    }

    public void Dispose() => Client.Dispose();

    private static IEnumerable<(string Name, string Value)> Fields(IHtmlFormElement form)
    {
        foreach (var element in form.Elements)
            switch (element)
            {
                case IHtmlInputElement { Type: "file" or "submit" or "button" }:
                    break;
                case IHtmlInputElement { Type: "checkbox" or "radio" } box:
                    if (box.IsChecked && box.Name is { Length: > 0 } boxName)
                        yield return (boxName, box.Value);
                    break;
                case IHtmlInputElement { Name: { Length: > 0 } name } input:
                    yield return (name, input.Value);
                    break;
                case IHtmlTextAreaElement { Name: { Length: > 0 } name } area:
                    yield return (name, area.Value);
                    break;
                case IHtmlSelectElement { Name: { Length: > 0 } name } select:
                    yield return (name, select.Value ?? "");
                    break;
            }
    }

    private static FormUrlEncodedContent Encoded(IEnumerable<(string Name, string Value)> fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private static MultipartFormDataContent Multipart(IEnumerable<(string Name, string Value)> fields, IReadOnlyList<ChosenFile> files)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            content.Add(new StringContent(value, Encoding.UTF8), $"\"{name}\"");
        foreach (var file in files)
        {
            var part = new ByteArrayContent(file.Content);
            part.Headers.ContentType = new(file.Type);
            content.Add(part, $"\"{file.Field}\"", $"\"{file.Name}\"");
        }
        return content;
    }

    private static async Task<Answer> ReadAsync(HttpResponseMessage message, string address)
    {
        var html = message.Content.Headers.ContentType?.MediaType == "text/html" ? await message.Content.ReadAsStringAsync() : "";
        return new Answer(message.StatusCode, message, Parser.ParseDocument(html), address);
    }
}
