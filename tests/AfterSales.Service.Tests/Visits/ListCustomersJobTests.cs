using AfterSales.Feel.Values;
using AfterSales.Service.Cases;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Visits;

/// <summary>Whom to visit, call and ask: customers with open or recent cases (OPN-20).</summary>
public sealed class ListCustomersJobTests
{
    private const string JobType = "aftersales:list-customers:1";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Nonsense => ["0", "3661", "\"ninety\"", "null"];

    [Fact]
    public async Task Customers_with_open_cases_come_first_and_those_of_long_ago_not_at_all()
    {
        await using var service = await TestService.StartAsync(workflows: TestWorkflows.Shipped);
        await CaseOfAsync(service, "long-ago@customer.example", closed: true);
        service.Clock.Pin(service.Clock.GetUtcNow().AddDays(91));
        await CaseOfAsync(service, "lately@customer.example", closed: true);
        await CaseOfAsync(service, "one-open@customer.example", closed: false);
        await CaseOfAsync(service, "two-open@customer.example", closed: false);
        await CaseOfAsync(service, "two-open@customer.example", closed: false);

        var key = await OneStepProcess.RunAsync(service, JobType, Days(FeelValue.Of(90)));
        var list = await OneStepProcess.ResultAsync(service, key, "customers");

        list.ShouldNotContain("long-ago@");
        string[] order = ["two-open@", "one-open@", "lately@"];
        var places = order.Select(name => list.IndexOf(name, StringComparison.Ordinal)).ToList();
        places.ShouldAllBe(place => place >= 0, list);
        places.ShouldBeInOrder(SortDirection.Ascending, list);
    }

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Without_a_sensible_number_of_days_the_step_says_what_is_missing(string days)
    {
        await using var service = await TestService.StartAsync();

        await OneStepProcess.RunAsync(service, JobType, Days(FeelJson.Parse(days)));

        (await OneStepProcess.IncidentAsync(service)).ShouldContain("'days'");
    }

    private static FeelContext Days(FeelValue days) => new([new("days", days)]);

    private static async Task CaseOfAsync(TestService service, string email, bool closed)
    {
        var request = await service.SubmitAsync(TestRequests.Complaint with { CustomerEmail = email, IdempotencyKey = null });
        if (closed)
            await service.Engine.WriteAsync(commit => CaseTable.SetStatus(commit, request.CaseNumber, CaseStatus.Closed), ct: Ct);
    }
}
