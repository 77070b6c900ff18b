using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using AfterSales.Service.Mail.Templates;

namespace AfterSales.Service.Designer;

/// <summary>A mail as it would look, or why it cannot be written.</summary>
/// <param name="Problem">What is wrong with the file; the mail is null then.</param>
/// <param name="Unknown">A name the sample does not know: fine where a step gives it, a slip of the pen elsewhere.</param>
public sealed record MailPreview(ComposedMail? Mail, string? Problem, string? Unknown);

/// <summary>Renders drafts of mails with a sample case, in the language of the file.</summary>
public sealed class MailPreviews(MailSettings settings, MailTemplates templates)
{
    private readonly Lazy<MailTemplates> _strict = new(() => new MailTemplates(settings.TemplatesFolder ?? MailTemplates.DefaultFolder, strict: true));

    public MailPreview Render(string name, Language language, string source)
    {
        var path = $"{name}/{language.Code()}.hbs";
        // A template may nest loops over the sample's lists; what it may print is bounded by its own size.
        if (source.Length > 200_000)
            return new MailPreview(null, $"{path} is longer than 200000 characters.", null);
        try
        {
            var mail = templates.Compile(path, source).Render(MailSample.For(language, name));
            return new MailPreview(mail, null, UnknownName(path, language, name, source));
        }
        catch (MailTemplateException wrong)
        {
            return new MailPreview(null, wrong.Message, null);
        }
    }

    private string? UnknownName(string path, Language language, string name, string source)
    {
        try
        {
            _strict.Value.Compile(path, source).Render(MailSample.For(language, name));
            return null;
        }
        catch (MailTemplateException wrong)
        {
            return wrong.Message;
        }
    }
}
