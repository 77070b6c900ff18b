using System.Text.Json;
using AfterSales.Service.Designer;
using AfterSales.Service.Designer.Runs;
using AfterSales.Service.Languages;
using AfterSales.Service.Tests.Workflows;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Designer.Runs;

/// <summary>Test runs on the shipped workflows: the interpreter of real cases, a clock of their own, nothing written.</summary>
public sealed class TestRunTests(ShippedService shipped) : IClassFixture<ShippedService>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The paths of the complaint: no step of them needs a chosen result.</summary>
    public static TheoryData<string> Paths => new(FlowPath.Of("complaint-handling").Where(path => path.Steps.All(step => step.Message is null)).Select(path => path.Key));

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_run_of_a_shipped_path_ends_where_the_path_does(string key)
    {
        var path = FlowPath.All[key];
        var run = await PlayAsync(ShippedService.Script(path));
        run.Refusal.ShouldBeNull(run.Refusal?.Why.English);
        run.IsEnded.ShouldBeTrue(string.Join(", ", run.Tasks.Select(task => task.Part.Path)));
        run.Status.ShouldBe(path.Status);
        // The clock of a run passes every timer on its way, those too that a path does not name.
        path.Ends.Except(run.Ends).ShouldBeEmpty();
        if (path.Steps.All(step => step.Timer is null))
            run.Ends.ShouldBe(path.Ends, ignoreOrder: true);
        foreach (var mail in run.Mails)
            foreach (var language in LanguageCodes.All)
                mail.Render(language).Problem.ShouldBeNull(mail.Template);
    }

    private async Task<TestRun> PlayAsync(RunScript script) => await shipped.Runs.PlayAsync(script, await shipped.Libraries.WithDraftsAsync(Ct), Ct);
}
