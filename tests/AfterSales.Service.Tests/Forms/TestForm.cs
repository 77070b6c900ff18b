using AfterSales.Feel;
using AfterSales.Feel.Values;
using AfterSales.Service.Attachments;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.Tests.Workflows;
using Shouldly;

namespace AfterSales.Service.Tests.Forms;

/// <summary>A form made of components given as JSON, and submissions to it.</summary>
internal sealed class TestForm
{
    public static readonly FeelEnvironment Noon = new(
        new DateTimeOffset(2026, 11, 21, 8, 30, 0, TimeSpan.Zero), TimeZoneInfo.FindSystemTimeZoneById("Asia/Tehran"));

    private readonly FormSchema _schema;

    private TestForm(FormSchema schema) => _schema = schema;

    public static FormParse Parse(string components) =>
        FormSchema.Parse($$"""{ "id": "test-form", "type": "default", "schemaVersion": 19, "components": [{{components}}] }""", WorkflowLibrary.Shipped.Feel);

    public static TestForm Of(string components)
    {
        var parse = Parse(components);
        parse.Problems.ShouldBeEmpty();
        return new TestForm(parse.Schema!);
    }

    public FormOutcome Submit(params (string Name, string Text)[] answers) => Submit(FeelContext.Empty, Language.English, [], answers);

    public FormOutcome Submit(FeelContext variables, Language language, IReadOnlyList<StagedFile> files, params (string Name, string Text)[] answers) =>
        FormValidator.Validate(_schema, FormValues.From(answers), files, variables, Noon, language);

    public FormView View(FeelContext? variables = null) => FormViews.Empty(_schema, variables ?? FeelContext.Empty, Noon);

    public static FeelContext Variables(string json) => (FeelContext)FeelJson.Parse(json);
}
