using System.Text.RegularExpressions;
using AfterSales.Service.Designer;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail.Templates;
using AfterSales.Service.Notifications;
using AfterSales.TestSupport;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Mail.Templates;

public partial class MailTemplatesTests
{
    private static readonly MailTemplates Strict = new(RepositoryRoot.Combine("templates"), strict: true);

    private static readonly MailTemplates Lenient = new(RepositoryRoot.Combine("templates"));

    private static readonly string[] Expected =
    [
        "acknowledgement", "case-closed", "customer-apology", "customer-explanation", "customer-reply", "digest", "escalation", "escalation-digest",
        "incident", "notice", "opinion-reminder", "opinion-reply", "opinion-request", "overdue", "reminder", "report-issued", "satisfaction-survey", "survey-reminder", "task", "task-for-customer",
    ];

    public static TheoryData<string, Language> All()
    {
        var all = new TheoryData<string, Language>();
        foreach (var name in Strict.Names)
            foreach (var language in LanguageCodes.All)
                all.Add(name, language);
        return all;
    }

    public static TheoryData<string> Names() => [.. Strict.Names];

    [Fact]
    public void Every_template_is_there()
    {
        Expected.ShouldBeSubsetOf(Strict.Names);
    }

    [Fact]
    public void Every_template_has_a_file_for_each_language_and_nothing_else()
    {
        foreach (var name in Strict.Names)
        {
            var files = Directory.GetFiles(RepositoryRoot.Combine("templates", name)).Select(Path.GetFileName).Order().ToArray();
            files.ShouldBe(new string?[] { "en.hbs", "fa.hbs", "zh.hbs" }, $"template {name}");
        }
    }

    [Fact]
    public void Templates_lie_beside_the_program()
    {
        new MailTemplates(MailTemplates.DefaultFolder).Names.ShouldBe(Strict.Names);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_name_a_template_uses_is_in_the_model(string name, Language language)
    {
        var mail = Strict.Get(name, language).Render(MailSample.For(language, name));

        mail.Subject.ShouldNotBeNullOrWhiteSpace();
        mail.Html.ShouldNotContain("{{", Case.Sensitive);
        mail.Text.ShouldNotContain("{{", Case.Sensitive);
        mail.Text.ShouldNotContain("⟦", Case.Sensitive, "every text is in the catalogue");
        mail.Text.ShouldNotContain("&", Case.Sensitive, "the text part is not escaped for HTML");
        mail.Links.ShouldNotBeEmpty();
        foreach (var link in mail.Links)
            mail.Text.ShouldContain(link, Case.Sensitive, "the text part has the same links");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_mail_of_which_little_is_known_is_still_a_mail(string name, Language language)
    {
        var bare = MailModel.Build(MailSample.Settings, MailSample.Format(language), MailSample.Receiver(language), null, null, new Dictionary<string, object?>());

        var mail = Lenient.Get(name, language).Render(bare);

        mail.Subject.ShouldNotBeNullOrWhiteSpace();
        mail.Html.ShouldContain(MailSample.Receiver(language).Name);
        mail.Html.ShouldNotContain("href=\"\"");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Each_cell_says_its_direction_and_its_side(string name, Language language)
    {
        var html = Strict.Get(name, language).Render(MailSample.For(language, name)).Html;

        var cells = Cell().Matches(html).Select(match => match.Value).ToList();
        cells.Count.ShouldBeGreaterThan(5);
        var direction = language == Language.Persian ? "rtl" : "ltr";
        foreach (var cell in cells)
            cell.ShouldMatch($"dir=\"({direction}|auto)\"", "some mail programs keep only what stands on the cell");
        html.ShouldContain($"<html lang=\"{language.HtmlCode()}\" dir=\"{direction}\">");
        html.ShouldNotContain("<img");
        html.ShouldNotContain("<script");
        html.ShouldNotContain("url(");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_persian_mail_has_no_latin_digits_but_in_ids(string name)
    {
        var model = MailSample.For(Language.Persian, name);
        model["incident"] = new Dictionary<string, object?> { ["step"] = "گام", ["message"] = "پیام", ["process"] = "روال", ["elementId"] = "گام", ["headline"] = "", ["at"] = "" };

        var text = Strict.Get(name, Language.Persian).Render(model).Text;

        var prose = Identifier().Replace(text, "");
        prose.ShouldNotMatch("[0-9]", $"Persian prose has Persian digits:\n{prose}");
    }

    [Fact]
    public void What_people_typed_is_escaped_in_html_and_left_alone_in_text()
    {
        var facts = MailSample.Case(Language.English) with { Subject = "<script>alert(1)</script> & \"more\"", CustomerCompany = "A <b>bold</b> company" };
        var model = MailModel.Build(
            MailSample.Settings, MailSample.Format(Language.English), MailSample.Receiver(Language.English), facts, MailSample.Task(Language.English), new Dictionary<string, object?>());

        var mail = Lenient.Get("task", Language.English).Render(model);

        mail.Html.ShouldNotContain("<script");
        mail.Html.ShouldNotContain("<b>");
        mail.Html.ShouldContain("&lt;script&gt;");
        mail.Text.ShouldContain("<script>alert(1)</script> & \"more\"");
    }

    [Fact]
    public void A_name_the_model_does_not_know_is_told_with_its_file()
    {
        var template = Strict.Get("task", Language.English);

        var failure = Should.Throw<MailTemplateException>(() => template.Render(new Dictionary<string, object?> { ["case"] = null }));

        failure.Message.ShouldContain(Path.Combine("task", "en.hbs"));
        failure.Message.ShouldContain("is undefined");
    }

    [Fact]
    public void An_unknown_template_is_told_with_those_there_are()
    {
        Should.Throw<MailTemplateException>(() => Strict.Get("greeting", Language.English)).Message.ShouldContain("acknowledgement");
    }

    [Fact]
    public void A_broken_file_of_a_folder_of_ones_own_is_told_at_once()
    {
        var folder = Directory.CreateTempSubdirectory("aftersales-templates-");
        try
        {
            foreach (var file in Directory.GetFiles(MailTemplates.DefaultFolder, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(folder.FullName, Path.GetRelativePath(MailTemplates.DefaultFolder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
            var broken = Path.Combine(folder.FullName, "task", "fa.hbs");
            File.AppendAllText(broken, "{{#if case}}");

            Should.Throw<MailTemplateException>(() => new MailTemplates(folder.FullName)).Message.ShouldContain(broken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("=== subject ===\na\n=== body ===\nb", "'preheader' is missing")]
    [InlineData("=== subject ===\na\n=== subject ===\nb", "twice")]
    [InlineData("=== subject ===\na\n=== footer ===\nb", "no block 'footer'")]
    [InlineData("hello\n=== subject ===\na", "before the first block")]
    public void A_malformed_file_is_told(string content, string expected)
    {
        Should.Throw<MailTemplateException>(() => TemplateFile.Parse(content, "x/en.hbs")).Message.ShouldContain(expected);
    }

    [GeneratedRegex("<td[^>]*>")]
    private static partial Regex Cell();

    [GeneratedRegex(@"https?://\S+|[A-Z0-9]+(-[A-Z0-9]+)+")]
    private static partial Regex Identifier();
}
