using System.Net;
using System.Text;
using AfterSales.Web.Tests.Product;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.BadInput;

/// <summary>One address that sends more than anybody needs to, at a product with small limits.</summary>
public sealed class RateLimitTests(RateLimitTests.Strict strict) : IClassFixture<RateLimitTests.Strict>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_comes_too_often_is_answered_429_with_the_time_to_wait()
    {
        using var visitor = new Visitor(strict.Running, "fa");
        var nothing = new Dictionary<string, string> { ["a"] = "b" };
        foreach (var (path, limit) in ((string, int)[])[("/signin", 3), ("/request", 4), ("/t/unknown", 5)])
        {
            for (var i = 0; i < limit; i++)
                (await visitor.SubmitAsync(path, nothing)).Status.ShouldBe(HttpStatusCode.BadRequest, $"{path} {i}");
            var refused = (await visitor.SubmitAsync(path, nothing)).ShouldBeKind(HttpStatusCode.TooManyRequests, "fa", path);
            refused.Response.Headers.RetryAfter.ShouldNotBeNull(path).Delta!.Value.TotalSeconds.ShouldBeInRange(1, 600);
            (await visitor.OpenAsync(path)).Status.ShouldNotBe(HttpStatusCode.TooManyRequests, "reading stays free");
        }
        using var byApi = await strict.Running.Client.PostAsync("/api/requests", new StringContent("{}", Encoding.UTF8, "application/json"), Cancelled);
        byApi.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        byApi.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        byApi.Headers.RetryAfter.ShouldNotBeNull();
    }

    /// <summary>A product that allows little.</summary>
    public sealed class Strict : IAsyncLifetime
    {
        public RunningProduct Running { get; } = new()
        {
            Settings = { ["AfterSales__Limits__SignIns"] = "3", ["AfterSales__Limits__Requests"] = "4", ["AfterSales__Limits__Links"] = "5" },
        };

        public ValueTask InitializeAsync() => Running.InitializeAsync();

        public ValueTask DisposeAsync() => Running.DisposeAsync();
    }
}
