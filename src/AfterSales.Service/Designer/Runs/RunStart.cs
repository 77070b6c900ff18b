using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using AfterSales.Feel;
using AfterSales.Feel.Values;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Designer.Runs;

/// <summary>
/// What a run begins with, as a form: the case, the clock, what a caller would give, and the workflow's own start form where it has one.
/// Filled in with a case that does not exist, so that most runs begin with one click.
/// </summary>
public sealed class RunStart(FeelCompiler feel, CalendarRegistry calendars, AfterSalesOptions options, TimeProvider clock)
{
    /// <summary>The number of the case; its prefix tells that it is none.</summary>
    public const string CaseNumber = "RUN-0001";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly FormSchema _schema = Load(feel);

    /// <summary>The form with a case of this workflow in the reader's language.</summary>
    public FormView Empty(RunLibrary library, string processId, Language language) => FormViews.Empty(_schema, Sample(library, processId, language), Environment(null));

    /// <summary>The form as answered, with what is wrong; the script where nothing is.</summary>
    public (FormView View, RunScript? Script) Read(string processId, IFormValues answers, Language language)
    {
        var outcome = FormValidator.Validate(_schema, answers, [], FeelContext.Empty, Environment(null), language);
        var given = outcome.Values;
        var errors = outcome.Errors.ToList();
        var about = given["case"] as FeelContext ?? FeelContext.Empty;
        var calendar = calendars.Find((about["calendar"] as FeelString)?.Value.Trim());
        if (errors.Count == 0 && calendar is null)
            errors.Add(new FormError("case.calendar", TextCatalog.For(language)["designer.run.noCalendar", string.Join(", ", calendars.All.Select(known => known.Id))]));
        var more = More(given["more"], language, errors);
        if (errors.Count > 0)
            return (outcome.View with { Errors = errors, Fields = [.. outcome.View.Fields.Select(field => errors.Find(error => error.Field == field.Name) is { } error ? field with { Error = error.Message } : field)] }, null);
        var at = (FormDates.DateTime(given["at"] switch { FeelString text => text.Value, var other => other.ToString()! }, calendar!.Zone) ?? clock.GetUtcNow()).ToUniversalTime();
        var variables = more.With("case", about.WithAll(
        [
            new("number", FeelValue.Of(CaseNumber)),
            new("receivedAt", FeelValue.Of(calendar.ToLocal(at).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture))),
            new("channel", FeelValue.Of("web")),
            new("calendar", FeelValue.Of(calendar.Id)),
            new("trackingCode", FeelValue.Of("RUN-RUN-0001")),
        ]));
        using var json = JsonDocument.Parse(FeelJson.ToJson(FeelJson.ToJsonValue(variables)));
        return (outcome.View, new RunScript { Process = processId, At = at, Variables = json.RootElement.Clone(), Stops = given["stops"] is FeelBoolean { Value: true } });
    }

    private FeelContext Sample(RunLibrary library, string processId, Language language)
    {
        var about = MailSample.Case(language);
        var now = clock.GetUtcNow();
        var calendar = calendars.FindOrStandard(options.CalendarOf(language));
        var asked = Callers(library, processId);
        var more = asked.Count == 0 ? "" : JsonSerializer.Serialize(asked.ToDictionary(name => name, _ => (object?)null), Readable);
        return new FeelContext(
        [
            new("at", FeelValue.Of(calendar.ToLocal(new DateTimeOffset(now.UtcDateTime.Date.AddHours(now.Hour), TimeSpan.Zero)).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture))),
            new("more", FeelValue.Of(more)),
            new("case", new FeelContext(
            [
                new("kind", FeelValue.Of(CaseKinds.All.FirstOrDefault(kind => kind.ProcessId == processId)?.Id ?? about.Kind)),
                new("subject", FeelValue.Of(about.Subject)),
                new("description", FeelValue.Of("")),
                new("urgency", FeelValue.Of("normal")),
                new("language", FeelValue.Of(language.Code())),
                new("calendar", FeelValue.Of(calendar.Id)),
                new("customer", new FeelContext(
                [
                    new("name", FeelValue.Of(about.CustomerName)), new("email", FeelValue.Of(about.CustomerEmail)), new("company", FeelValue.Of(about.CustomerCompany)), new("phone", FeelValue.Of("+98 21 5550 0134")),
                ])),
                new("product", new FeelContext([new("model", FeelValue.Of(about.ProductModel)), new("serialNumber", FeelValue.Of(about.SerialNumber))])),
            ])),
        ]);
    }

    /// <summary>The variables that callers give this workflow.</summary>
    private static List<string> Callers(RunLibrary library, string processId) =>
        [.. library.Processes.Values.SelectMany(process => process.Compiled.Elements)
            .Where(element => element.Call is { } call && call.ProcessId.Text.Trim('=', '"', ' ') == processId)
            .SelectMany(element => element.Inputs.Select(input => input.Target[0])).Where(name => name != "case").Distinct().Order(StringComparer.Ordinal)];

    private static FeelContext More(FeelValue value, Language language, List<FormError> errors)
    {
        if (value is not FeelString { Value: var text } || string.IsNullOrWhiteSpace(text))
            return FeelContext.Empty;
        try
        {
            if (FeelJson.Parse(text) is FeelContext given)
                return given;
        }
        catch (JsonException)
        {
            // Said below, like every other text that is no object.
        }
        errors.Add(new FormError("more", TextCatalog.For(language)["designer.run.noObject"]));
        return FeelContext.Empty;
    }

    private FeelEnvironment Environment(WorkingCalendar? calendar) => new(clock.GetUtcNow(), (calendar ?? calendars.Standard).Zone);

    private static FormSchema Load(FeelCompiler feel)
    {
        using var stream = typeof(RunStart).Assembly.GetManifestResourceStream("Designer/run-start.form")!;
        using var reader = new StreamReader(stream);
        var parse = FormSchema.Parse(reader.ReadToEnd(), feel);
        return parse.Schema ?? throw new InvalidOperationException(string.Join(" ", parse.Problems.Select(problem => problem.Message)));
    }
}
