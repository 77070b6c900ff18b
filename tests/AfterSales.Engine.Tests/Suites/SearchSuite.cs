using AfterSales.Engine.Instances;
using AfterSales.Engine.Search;
using AfterSales.Engine.Tests.Support;
using AfterSales.Engine.UserTasks;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Suites;

public abstract class SearchSuite : EngineSuite
{
    [Fact]
    public async Task Every_operator_compares_as_its_name_says()
    {
        await StartAsync("a1", "a2", "b1");
        var all = SearchRequest.Where("processDefinitionId", "one-task");
        var first = (await FindAsync(all))[0];

        (await NamesAsync("businessKey", SearchOperator.Eq, "a1")).ShouldBe(["a1"]);
        (await NamesAsync("businessKey", SearchOperator.Neq, "a1")).ShouldBe(["a2", "b1"]);
        (await NamesAsync("businessKey", SearchOperator.In, "a1", "b1")).ShouldBe(["a1", "b1"]);
        (await NamesAsync("businessKey", SearchOperator.In)).ShouldBeEmpty();
        (await NamesAsync("businessKey", SearchOperator.NotIn, "a1", "b1")).ShouldBe(["a2"]);
        (await NamesAsync("businessKey", SearchOperator.Like, "a*")).ShouldBe(["a1", "a2"]);
        (await NamesAsync("businessKey", SearchOperator.Like, "?1")).ShouldBe(["a1", "b1"]);
        (await NamesAsync("businessKey", SearchOperator.Like, "A*")).ShouldBeEmpty("patterns are case-sensitive");
        (await NamesAsync("businessKey", SearchOperator.Gt, "a1")).ShouldBe(["a2", "b1"]);
        (await NamesAsync("startDate", SearchOperator.Gte, first.StartDate)).Count.ShouldBe(3);
        (await NamesAsync("startDate", SearchOperator.Lt, first.StartDate)).ShouldBeEmpty();
        (await NamesAsync("endDate", SearchOperator.Exists, true)).ShouldBeEmpty();
        (await NamesAsync("endDate", SearchOperator.Exists, false)).Count.ShouldBe(3);
        (await NamesAsync("hasIncident", SearchOperator.Eq, false)).Count.ShouldBe(3);
        (await NamesAsync("processInstanceKey", SearchOperator.Eq, $"{first.ProcessInstanceKey}")).ShouldBe([first.BusinessKey], "keys may come as text");
        (await NamesAsync("startDate", SearchOperator.Eq, "2026-03-02T11:30:00+03:30")).Count.ShouldBe(3, "instants may come as ISO text");
        (await NamesAsync("parentProcessInstanceKey", SearchOperator.Eq, [null])).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Hostile_texts_are_values_and_never_sql()
    {
        await StartAsync("a'); DROP TABLE engine_process_instances; --", "100%", "[x]", "back\\slash", "star*");

        (await NamesAsync("businessKey", SearchOperator.Eq, "a'); DROP TABLE engine_process_instances; --")).Count.ShouldBe(1);
        (await NamesAsync("businessKey", SearchOperator.Like, "100%")).ShouldBe(["100%"]);
        (await NamesAsync("businessKey", SearchOperator.Like, "[x]")).ShouldBe(["[x]"]);
        (await NamesAsync("businessKey", SearchOperator.Like, "star\\*")).ShouldBe(["star*"]);
        (await Engine.Instances.SearchAsync(SearchRequest.Where("business_key; DROP TABLE x", "a"), Ct)).Failure.Kind.ShouldBe(FailureKind.Invalid);
        (await Engine.Instances.SearchAsync(new SearchRequest().OrderBy("1; DROP TABLE x"), Ct)).Failure.Kind.ShouldBe(FailureKind.Invalid);
    }

    [Fact]
    public async Task Requests_that_make_no_sense_are_invalid()
    {
        foreach (var request in new SearchRequest[]
        {
            SearchRequest.Where("processInstanceKey", "abc"),
            SearchRequest.Where("startDate", "yesterday"),
            SearchRequest.Where("hasIncident", "maybe"),
            new SearchRequest().And("state", SearchOperator.Eq),
            new SearchRequest().And("state", SearchOperator.Eq, "A", "B"),
            new SearchRequest().And("startDate", SearchOperator.Like, "2026*"),
            new SearchRequest().And("state", SearchOperator.Exists, "yes"),
            new SearchRequest().And("endDate", SearchOperator.Gt, [null]),
            new SearchRequest { Page = new SearchPageRequest(Limit: 10_001) },
            new SearchRequest { Page = new SearchPageRequest(From: -1) },
            new SearchRequest { Page = new SearchPageRequest(AfterCursor: "nonsense") },
            new SearchRequest { Page = new SearchPageRequest(AfterCursor: "W10", BeforeCursor: "W10") },
            SearchRequest.Where("variable:", null).And("state", SearchOperator.Gt, true),
        })
            (await Engine.Instances.SearchAsync(request, Ct)).IsOk.ShouldBeFalse(request.ToString());
    }

    [Fact]
    public async Task Pages_by_cursor_show_every_row_once_in_both_directions()
    {
        await StartAsync([.. Enumerable.Range(0, 23).Select(i => $"k{i % 4}")]);
        var sorted = new SearchRequest().OrderBy("businessKey", descending: true).OrderBy("startDate").Take(5);
        var forwards = new List<long>();
        var pages = new List<SearchPage<ProcessInstanceRow>>();
        for (string? after = null; ;)
        {
            var page = (await Engine.Instances.SearchAsync(sorted with { Page = sorted.Page with { AfterCursor = after } }, Ct)).Value;
            if (page.Items.Count == 0)
                break;
            pages.Add(page);
            forwards.AddRange(page.Items.Select(row => row.ProcessInstanceKey));
            after = page.EndCursor;
        }

        forwards.Distinct().Count().ShouldBe(23);
        forwards.Count.ShouldBe(23);
        pages[0].TotalItems.ShouldBe(23);
        pages.SelectMany(page => page.Items).Select(row => row.BusinessKey).ShouldBe(
            pages.SelectMany(page => page.Items).Select(row => row.BusinessKey).OrderByDescending(name => name, StringComparer.Ordinal));
        var back = (await Engine.Instances.SearchAsync(sorted with { Page = sorted.Page with { BeforeCursor = pages[2].StartCursor } }, Ct)).Value;
        back.Items.Select(row => row.ProcessInstanceKey).ShouldBe(pages[1].Items.Select(row => row.ProcessInstanceKey));
    }

    [Fact]
    public async Task Missing_values_sort_first_and_survive_paging()
    {
        await Test.DeployAsync(Processes.OneTask());
        for (var i = 0; i < 6; i++)
        {
            var task = await Test.TaskOfAsync(await Test.StartAsync("one-task"));
            if (i % 2 == 0)
                await Engine.UserTasks.UpdateAsync(task.UserTaskKey, new UserTaskChanges { DueDate = Test.Clock.GetUtcNow().AddHours(i) }, ct: Ct);
        }
        var request = new SearchRequest().OrderBy("dueDate").Take(2);
        var dues = new List<DateTimeOffset?>();
        for (string? after = null; ;)
        {
            var page = (await Engine.UserTasks.SearchAsync(request with { Page = request.Page with { AfterCursor = after } }, Ct)).Value;
            if (page.Items.Count == 0)
                break;
            dues.AddRange(page.Items.Select(row => row.DueDate));
            after = page.EndCursor;
        }

        var now = Test.Clock.GetUtcNow();
        dues.ShouldBe([null, null, null, now, now.AddHours(2), now.AddHours(4)]);
    }

    [Fact]
    public async Task Alternatives_and_variables_narrow_a_search()
    {
        await Test.DeployAsync(Processes.OneTask());
        var high = await Test.StartAsync("one-task", TestEngine.Of(("urgency", FeelValue.Of("high"))), "h");
        var normal = await Test.StartAsync("one-task", TestEngine.Of(("urgency", FeelValue.Of("normal"))), "n");
        await Test.StartAsync("one-task", businessKey: "x");

        (await FindAsync(SearchRequest.Where("variable:urgency", "\"high\""))).Select(row => row.ProcessInstanceKey).ShouldBe([high]);
        (await FindAsync(new SearchRequest().And("variable:urgency", SearchOperator.Exists, false))).Select(row => row.BusinessKey).ShouldBe(["x"]);
        (await Test.TasksAsync(SearchRequest.Where("variable:urgency", "\"normal\""))).Select(task => task.ProcessInstanceKey).ShouldBe([normal]);
        (await FindAsync(new SearchRequest
        {
            AnyOf = [[new("businessKey", SearchOperator.Eq, "h")], [new("businessKey", SearchOperator.Eq, "x"), new("state", SearchOperator.Eq, "ACTIVE")]],
        })).Select(row => row.BusinessKey).ShouldBe(["h", "x"]);
    }

    [Fact]
    public async Task Element_instances_carry_the_names_of_the_model()
    {
        await Test.DeployAsync(Processes.OneTask());
        var instance = await Test.StartAsync("one-task");

        var rows = TestEngine.Items(await Engine.History.SearchElementsAsync(
            SearchRequest.Where("processInstanceKey", instance).And("type", "USER_TASK"), Ct));

        rows.ShouldHaveSingleItem().ElementName.ShouldBe("Task task");
    }

    private async Task StartAsync(params string[] businessKeys)
    {
        await Test.DeployAsync(Processes.OneTask());
        foreach (var key in businessKeys)
            await Test.StartAsync("one-task", businessKey: key);
    }

    private async Task<IReadOnlyList<ProcessInstanceRow>> FindAsync(SearchRequest request) => TestEngine.Items(await Engine.Instances.SearchAsync(request, Ct));

    private async Task<List<string?>> NamesAsync(string field, SearchOperator @operator, params object?[] values) =>
        [.. (await FindAsync(new SearchRequest().And(field, @operator, values).OrderBy("businessKey"))).Select(row => row.BusinessKey)];
}
