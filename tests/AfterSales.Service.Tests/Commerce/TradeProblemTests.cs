using AfterSales.Service.Commerce;
using AfterSales.Service.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Commerce;

public sealed class TradeProblemTests
{
    [Fact]
    public void Every_problem_has_a_sentence_in_every_language()
    {
        foreach (var language in LanguageCodes.All)
            TradeProblem.All.Where(problem => !TextCatalog.For(language).Has("commerce.problem." + problem.Code)).ShouldBeEmpty(language.Code());
        TradeProblem.All.Select(problem => problem.Code).ShouldBeUnique();
    }
}
