using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using AfterSales.TestSupport;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Product;

/// <summary>
/// The whole product killed at random moments while requests come in. What a customer was told stays true: his case is
/// there once, its task too, and no mail stands twice under different ids.
/// </summary>
public sealed class KilledProductTests
{
    private const int Kills = 5;
    private const int Senders = 4;

    [Fact]
    public async Task Killed_at_random_moments_the_product_keeps_every_request_it_acknowledged()
    {
        var cancel = TestContext.Current.CancellationToken;
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var product = new RunningProduct();
        await product.InitializeAsync();
        var acknowledged = new ConcurrentDictionary<string, string>();

        for (var kill = 0; kill < Kills; kill++)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var senders = Enumerable.Range(0, Senders).Select(_ => SendAsync(product, acknowledged, stop.Token)).ToArray();
            // The moment of the kill is counted in answers, so that a slow machine is hit as often in the middle of work.
            var enough = acknowledged.Count + random.Next(1, 12);
            await Eventually.HoldsAsync(() => Task.FromResult(acknowledged.Count), count => count >= enough, "requests are answered", cancel);
            await product.KillAsync();
            await stop.CancelAsync();
            await Task.WhenAll(senders);
            await product.StartAsync();
        }

        foreach (var (number, subject) in acknowledged)
        {
            var view = await Eventually.HoldsAsync(
                () => product.GetAsync($"/api/cases/{number}?language=en", cancel),
                static view => view.GetProperty("openTasks").GetArrayLength() > 0, $"case {number} has its task", cancel);
            view.GetProperty("subject").GetString().ShouldBe(subject, "a case keeps its customer's words");
            view.GetProperty("openTasks").GetArrayLength().ShouldBe(1, $"case {number} waits at exactly one task");
            var mails = (await product.GetAsync($"/api/mail?caseNumber={number}&limit=500", cancel)).GetProperty("items").EnumerateArray()
                .Select(mail => (mail.GetProperty("to").GetString(), mail.GetProperty("template").GetString())).ToList();
            mails.ShouldBe(mails.Distinct(), ignoreOrder: true, $"nobody gets a mail of case {number} twice");
            mails.Count(mail => mail.Item2 == "acknowledgement").ShouldBe(1);
        }
    }

    private static async Task SendAsync(RunningProduct product, ConcurrentDictionary<string, string> acknowledged, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var subject = $"Killed while sending {Guid.NewGuid():N}";
            try
            {
                using var response = await product.Client.PostAsJsonAsync("/api/requests", new
                {
                    kind = "complaint",
                    customer = new { name = "Purchasing desk", email = "desk@customer.example" },
                    product = new { model = "HL-3000", serialNumber = "HL3K-1" },
                    subject,
                    description = "Does not start.",
                    language = "en",
                }, stop);
                if (response.IsSuccessStatusCode)
                    acknowledged[(await response.Content.ReadFromJsonAsync<JsonElement>(CancellationToken.None)).GetProperty("caseNumber").GetString()!] = subject;
            }
            catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or IOException)
            {
                // Not acknowledged: nothing is promised about it. Wait for the next start.
                if (!stop.IsCancellationRequested)
                    await Task.Yield();
            }
        }
    }
}
