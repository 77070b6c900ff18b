using System.Net;
using System.Net.Http.Headers;
using AfterSales.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Security;

public sealed class BodyLimitsTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_form_of_fifty_megabytes_gets_a_kind_page_in_the_readers_language()
    {
        using var visitor = site.Visit("zh");
        using var content = new MultipartFormDataContent { { new ByteArrayContent(new byte[50_000_000]), "files", "film.mp4" } };
        var answer = await visitor.PostAsync("/request", content);
        answer.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        answer.One("[data-problem]").GetAttribute("data-problem").ShouldBe("413");
        answer.Document.DocumentElement.GetAttribute("lang").ShouldBe("zh-Hans");
        answer.Text.ShouldContain("40 MB");
    }

    [Fact]
    public async Task A_body_that_does_not_tell_its_length_is_stopped_as_well()
    {
        using var visitor = site.Visit();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/request") { Content = new EndlessForm(2_000_000) };
        request.Headers.TransferEncodingChunked = true;
        using var answer = await visitor.Client.SendAsync(request, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task An_API_body_of_fifty_megabytes_gets_problem_details()
    {
        using var visitor = site.Visit();
        using var content = new ByteArrayContent(new byte[50_000_000]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await visitor.Client.PostAsync("/api/requests", content, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task A_broken_form_is_a_mistake_of_the_sender_and_no_failure_of_ours()
    {
        using var visitor = site.Visit();
        using var content = new StringContent("this is no multipart body");
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        (await visitor.PostAsync("/request", content)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    /// <summary>A url-encoded form of a given size, sent in pieces.</summary>
    private sealed class EndlessForm : HttpContent
    {
        private readonly int size;

        public EndlessForm(int size)
        {
            this.size = size;
            Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("subject="u8.ToArray());
            var piece = new byte[10_000];
            Array.Fill(piece, (byte)'a');
            for (var sent = 0; sent < size; sent += piece.Length)
                await stream.WriteAsync(piece);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
