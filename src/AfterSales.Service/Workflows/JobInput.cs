using System.Globalization;
using AfterSales.Engine.Jobs;
using AfterSales.Feel.Values;
using AfterSales.Service.Calendars;
using AfterSales.Service.Forms;
using AfterSales.Service.Intake;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Workflows;

/// <summary>
/// The inputs of an automatic step, read one by one. What cannot be used is collected and answered at once as an incident that says
/// what is wrong; trying again would not help.
/// </summary>
internal sealed class JobInput
{
    private readonly ActivatedJob _job;
    private readonly FeelContext _case;
    private readonly List<string> _problems = [];

    public JobInput(ActivatedJob job, CalendarRegistry calendars)
    {
        _job = job;
        _case = job.Variables[CaseVariable.Name] as FeelContext ?? FeelContext.Empty;
        Calendar = calendars.FindOrStandard((_case["calendar"] as FeelString)?.Value);
    }

    /// <summary>The calendar of the case, in whose zone times without an offset are meant.</summary>
    public WorkingCalendar Calendar { get; }

    /// <summary>The language of the case's customer.</summary>
    public Language Language => LanguageCodes.Parse((_case["language"] as FeelString)?.Value);

    /// <summary>What is wrong with the inputs read so far, as the outcome of the job; null when nothing is.</summary>
    public JobOutcome? Problem => _problems.Count == 0
        ? null
        : JobOutcome.Fail($"The step '{_job.ElementId}' cannot be done: {string.Join(" ", _problems)}", retriesLeft: 0);

    /// <summary>The outcome for something found to be wrong beyond the inputs themselves.</summary>
    public JobOutcome Refuse(string sentence)
    {
        _problems.Add(sentence);
        return Problem!;
    }

    /// <summary>Text without control characters and blanks around it; null when there is nothing to see. A number is taken as its digits.</summary>
    public string? Text(string name, int longest = 20_000)
    {
        var text = _job.Variables[name] switch
        {
            FeelString given => RequestCheck.Clean(given.Value, lines: true),
            FeelNumber number => number.ToString(),
            FeelNull => "",
            var other => Wrong(name, $"must be a text, not a {other.TypeName}") ?? "",
        };
        if (text.Length > longest)
            Wrong(name, string.Create(CultureInfo.InvariantCulture, $"is longer than {longest} characters"));
        return Blank.Is(text) ? null : text;
    }

    public string Required(string name, int longest = 20_000)
    {
        if (Text(name, longest) is { } text)
            return text;
        if (!_problems.Any(problem => problem.StartsWith($"'{name}' ", StringComparison.Ordinal)))
            Wrong(name, "is empty");
        return "";
    }

    /// <summary>One of the values; the first where nothing is given and nothing has to be.</summary>
    public string Choice(string name, IReadOnlyList<string> values, bool required = true)
    {
        var text = required ? Required(name) : Text(name) ?? values[0];
        if (text.Length > 0 && !values.Contains(text))
            Wrong(name, $"is '{text}' and must be one of {string.Join(", ", values)}");
        return text;
    }

    /// <summary>A day between 1900 and 2199; solar dates of forms are taken too. A date and time means its day in the calendar's zone.</summary>
    public DateOnly? Date(string name)
    {
        if (Moment(name) is not { } text)
            return null;
        if ((FormDates.Date(text) ?? (ReadInstant(text) is { } at ? Calendar.LocalDay(at) : null)) is { Year: >= 1900 and < 2200 } day)
            return day;
        Wrong(name, $"is '{Shown(text)}', which is no date");
        return null;
    }

    /// <summary>A moment between 1900 and 2199; a date alone means its first moment in the calendar's zone.</summary>
    public DateTimeOffset? Instant(string name)
    {
        if (Moment(name) is not { } text)
            return null;
        if ((ReadInstant(text) ?? (FormDates.Date(text) is { } day ? WorkingDay.At(Calendar.Zone, day, TimeSpan.Zero) : null)) is { Year: >= 1900 and < 2200 } at)
            return at;
        Wrong(name, $"is '{Shown(text)}', which is no date and time");
        return null;
    }

    /// <summary>A number within bounds; forms may give it as text.</summary>
    public decimal? Number(string name, decimal least, decimal most)
    {
        var value = _job.Variables[name] switch
        {
            FeelNumber number when decimal.TryParse(number.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var given) => given,
            FeelString { Value: var text } when decimal.TryParse(Digits.ToLatin(text), NumberStyles.Float, CultureInfo.InvariantCulture, out var given) => given,
            _ => (decimal?)null,
        };
        if (value is null && _job.Variables[name] is not (FeelNull or FeelString { Value.Length: 0 }))
            Wrong(name, "is no number");
        if (value < least || value > most)
            Wrong(name, string.Create(CultureInfo.InvariantCulture, $"is {value} and must be between {least} and {most}"));
        return value;
    }

    public decimal RequiredNumber(string name, decimal least, decimal most)
    {
        if (Number(name, least, most) is { } number)
            return number;
        if (!_problems.Any(problem => problem.StartsWith($"'{name}' ", StringComparison.Ordinal)))
            Wrong(name, "is empty");
        return least;
    }

    /// <summary>True, false, or what forms say for it: yes and no.</summary>
    public bool? Flag(string name) => _job.Variables[name] switch
    {
        FeelBoolean flag => flag.Equals(FeelValue.True),
        FeelNull => null,
        FeelString { Value: "yes" or "true" } => true,
        FeelString { Value: "no" or "false" } => false,
        _ => Wrong(name, "must be true or false") is null ? null : false,
    };

    /// <summary>A list of texts; a single text is split at line ends, commas and semicolons of any script.</summary>
    public IReadOnlyList<string> Texts(string name) => _job.Variables[name] switch
    {
        FeelList list => [.. list.Items.Select(item => item is FeelString text ? RequestCheck.Clean(text.Value, lines: false) : item.ToString()).Where(text => text.Length > 0)],
        _ => [.. (Text(name, 10_000) ?? "").Split(['\n', ',', ';', '،', '؛', '，', '；', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
    };

    /// <summary>The number of something this workflow made before: the number itself, or the whole output that holds it.</summary>
    public string Reference(string name) => _job.Variables[name] is FeelContext made && made["number"] is FeelString number ? number.Value : Required(name, 80);

    private DateTimeOffset? ReadInstant(string text) => IsoInstant.Read(text, Calendar.Zone) ?? FormDates.DateTime(text, Calendar.Zone);

    private string? Moment(string name) => _job.Variables[name] switch
    {
        FeelNull => null,
        FeelString text => string.IsNullOrWhiteSpace(text.Value) ? null : text.Value.Trim(),
        FeelDate or FeelDateTime => _job.Variables[name].ToString(),
        _ => Wrong(name, "must be a date"),
    };

    private string? Wrong(string name, string problem)
    {
        _problems.Add($"'{name}' {problem}.");
        return null;
    }

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
