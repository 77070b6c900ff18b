using AfterSales.Service.Designer;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail.Templates;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Designer;

/// <summary>What the library calls mails.</summary>
public sealed class MailTitlesTests
{
    [Fact]
    public void Every_shipped_mail_is_called_by_the_kind_at_its_head_in_each_language()
    {
        var templates = new MailTemplates(MailTemplates.DefaultFolder);
        templates.Names.ShouldNotBeEmpty();
        foreach (var name in templates.Names)
        {
            var title = MailTitles.Of(language => templates.Source(name, language)).ShouldNotBeNull(name);
            title.Persian.ShouldNotBeNullOrEmpty(name);
            title.Chinese.ShouldNotBeNullOrEmpty(name);
        }
        MailTitles.Of(language => templates.Source("task", language))!.In(Language.English).ShouldBe("New task for you");
    }

    [Theory]
    [InlineData("=== body ===\n{{> title text=task.name}}")]
    [InlineData("{{> head kind=kind}}")]
    [InlineData("{{> head kind=\"{{kind}}\"}}")]
    [InlineData("{{> head kind=\" \"}}")]
    public void A_mail_without_words_at_its_head_has_no_title(string file) => MailTitles.Of(_ => file).ShouldBeNull();

    [Fact]
    public void A_language_without_a_file_is_called_as_in_English() =>
        MailTitles.Of(language => language == Language.English ? "{{> head brand=false kind=\"Recall\"}}" : null)!.In(Language.Chinese).ShouldBe("Recall");
}
