using System.Globalization;
using AfterSales.Service.Calendars;
using AfterSales.Service.Calendars.Editing;
using AfterSales.Service.Deadlines.Moves;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Directory = AfterSales.Service.People.Directory;

namespace AfterSales.Web.Pages.Admin;

/// <summary>
/// One working calendar: its year, its days, a draft of changes, what they would move, and applying them with a reason. The draft travels
/// with the page: nothing is kept on the server until it is applied, and no script is needed.
/// </summary>
[Authorize(Policy = Rights.Rules)]
public sealed class CalendarModel(CalendarRegistry registry, CalendarVersions versions, CalendarChanges changes, Directory people) : EntryPage
{
    /// <summary>A page lists so many moves; the API tells more.</summary>
    public const int MostShown = 100;

    public string Id { get; private set; } = "";

    /// <summary>The calendar as it is; null for one that is being made.</summary>
    public WorkingCalendar? Current { get; private set; }

    /// <summary>The calendar as it would be.</summary>
    public WorkingCalendar Shown { get; private set; } = null!;

    public CalendarDraft Draft { get; private set; } = new();

    public CalendarPreview? Preview { get; private set; }

    public RuleChanges? Difference { get; private set; }

    public CalendarYear Year { get; private set; } = null!;

    public IReadOnlyList<RuleVersion> History { get; private set; } = [];

    public int Pending { get; private set; }

    public string? Reason { get; private set; }

    /// <summary>What an import did.</summary>
    public string? Said { get; private set; }

    /// <summary>What was typed for a day that could not be added.</summary>
    public (string? On, string? To, string? Kind, string? Hours, LocalText Why, bool ToConfirm) Typed { get; private set; } = (null, null, null, null, new(""), false);

    public string Name => T.Pick(Shown.Name);

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>The dated days of the shown year, earliest first.</summary>
    public IEnumerable<CalendarDay> Days
    {
        get
        {
            var (from, until) = CalendarYear.Span(Year.Year, Year.Solar);
            return Shown.Exceptions.Where(day => day.Date >= from && day.Date < until);
        }
    }

    public async Task<IActionResult> OnGetAsync(string id, string? from, int? year, string? years, CancellationToken ct)
    {
        if (!Find(id, from))
            return Missing();
        await ShowAsync(year, years, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, string? from, int? year, string? years, IFormCollection form, CancellationToken ct)
    {
        if (!Find(id, from))
            return Missing();
        var (action, subject) = Command(form["do"].FirstOrDefault());
        if (CalendarDraft.Read(form["draft"].FirstOrDefault() ?? "") is { } sent && Check(sent).Count == 0)
            Draft = sent;
        IReadOnlyList<AfterSales.Service.Forms.FormError> errors = [];
        switch (action)
        {
            case "add":
                errors = Add(form);
                break;
            case "remove" when CalendarCheck.ReadDate(subject) is { } day:
                errors = Take(Draft.Without(day));
                break;
            case "confirm":
                errors = Take(Draft with { Dates = [.. (Draft.Dates ?? []).Select(entry => entry is not null && entry.On == subject ? entry with { ToConfirm = false } : entry)] });
                break;
            case "week":
                errors = Take(Week(form));
                break;
            case "import":
                errors = await ImportAsync(form, ct);
                break;
            case "preview":
                (Preview, errors) = await changes.PreviewAsync(Id, Draft, T.Language, ct);
                break;
            case "apply":
                Reason = form["reason"].FirstOrDefault();
                switch (await changes.ApplyAsync(Id, Draft, Reason, form["fingerprint"].FirstOrDefault(), Person.Id, T.Language, ct))
                {
                    case RuleChangeResult.Applied:
                        Toast(T["web.rules.applied"]);
                        return LocalRedirect($"/admin/calendars/{Id}");
                    case RuleChangeResult.Outdated(var message):
                        (Preview, _) = await changes.PreviewAsync(Id, Draft, T.Language, ct);
                        errors = [new("", message)];
                        break;
                    case RuleChangeResult.Invalid(var wrong):
                        (Preview, _) = await changes.PreviewAsync(Id, Draft, T.Language, ct);
                        errors = wrong;
                        break;
                }
                break;
        }
        await ShowAsync(year, years, ct);
        return errors.Count == 0 ? Page() : Again([.. errors.Select(error => error with { Field = FieldOf(error.Field) })], field => T[LabelOf(field)]);
    }

    public string? PersonName(string? id) => id is null ? null : people.ById(id) is { } person ? T.Pick(person.Name) : id;

    /// <summary>The page of another year, or of the same in the other calendar.</summary>
    public string Address(int year, bool solar) =>
        string.Create(CultureInfo.InvariantCulture, $"/admin/calendars/{Id}?year={year}&years={(solar ? "solar" : "gregorian")}");

    /// <summary>The date in the calendar that the reader's own does not show.</summary>
    public string OtherDate(DateOnly date) => T.Language == Language.Persian ? date.ToStored() : JalaliDate.From(date).ToString();

    private bool Find(string id, string? from)
    {
        Current = registry.Find(id);
        if (Current is null && (!CalendarCheck.IsId(id) || registry.Find(from) is null))
            return false;
        Id = Current?.Id ?? id;
        Draft = CalendarDraft.Of(Current ?? registry.Find(from)!);
        return true;
    }

    private async Task ShowAsync(int? year, string? years, CancellationToken ct)
    {
        // A file of the operator's may lack what an edit must have: it is shown as it is until then.
        Shown = CalendarCheck.Check(Id, 0, Draft, T.Language).Calendar ?? Current ?? registry.Standard;
        Difference = Current is null ? null : CalendarDifference.Of(Current, Shown);
        var solar = years is null ? T.Language == Language.Persian : years == "solar";
        var today = Shown.LocalDay(Clock.GetUtcNow());
        var shown = year is { } asked && CalendarYear.IsShown(asked, solar) ? asked : solar ? JalaliDate.From(today).Year : today.Year;
        Year = CalendarYear.Of(Shown, shown, solar, T.Language);
        History = await versions.HistoryAsync(Id, ct);
        Pending = await changes.PendingAsync(Id, ct);
    }

    private IReadOnlyList<AfterSales.Service.Forms.FormError> Check(CalendarDraft draft) => CalendarCheck.Check(Id, 0, draft, T.Language).Errors;

    /// <summary>Takes a draft that is right; otherwise the one before stays.</summary>
    private IReadOnlyList<AfterSales.Service.Forms.FormError> Take(CalendarDraft draft)
    {
        var errors = Check(draft);
        if (errors.Count == 0)
            Draft = draft;
        return errors;
    }

    private IReadOnlyList<AfterSales.Service.Forms.FormError> Add(IFormCollection form)
    {
        string? Value(string name) => form[name].FirstOrDefault()?.Trim() is { Length: > 0 } value ? value : null;
        Typed = (Value("on"), Value("to"), Value("kind"), Value("hours"), new(Value("reasonEn") ?? Value("reasonFa") ?? Value("reasonZh") ?? "", Value("reasonFa"), Value("reasonZh")), Value("toConfirm") is not null);
        var errors = Take(Draft.With(new DatedDraft
        {
            On = Typed.On is { } on && CalendarCheck.ReadDate(on) is { } day ? day.ToStored() : Typed.On,
            To = Typed.To is { } to && CalendarCheck.ReadDate(to) is { } last ? last.ToStored() : Typed.To,
            Working = Typed.Kind == "working",
            Hours = Typed.Kind == "hours" ? Shifts(Typed.Hours) : null,
            Reason = Typed.Why,
            ToConfirm = Typed.ToConfirm,
        }));
        if (errors.Count == 0)
            Typed = (null, null, null, null, new(""), false);
        return errors;
    }

    private CalendarDraft Week(IFormCollection form) => Draft with
    {
        Name = new(form["nameEn"].FirstOrDefault()?.Trim() ?? "", form["nameFa"].FirstOrDefault()?.Trim(), form["nameZh"].FirstOrDefault()?.Trim()),
        Zone = form["zone"].FirstOrDefault()?.Trim(),
        KnownUntil = form["knownUntil"].FirstOrDefault()?.Trim(),
        Hours = Enum.GetValues<DayOfWeek>().Select(day => (Name: day.ToString().ToLowerInvariant(), Shifts: Shifts(form[$"week-{day}"].FirstOrDefault())))
            .Where(day => day.Shifts.Count > 0).ToDictionary(day => day.Name, day => (IReadOnlyList<string>?)day.Shifts),
    };

    private async Task<IReadOnlyList<AfterSales.Service.Forms.FormError>> ImportAsync(IFormCollection form, CancellationToken ct)
    {
        if (form.Files.GetFile("file") is not { Length: > 0 and <= HolidayImport.MostBytes } file)
            return [new("file", T["web.rules.noFile", HolidayImport.MostBytes / 1024])];
        using var reader = new StreamReader(file.OpenReadStream());
        if (HolidayImport.Read(await reader.ReadToEndAsync(ct)) is not { } read)
            return [new("file", T["calendars.fault.import"])];
        // A day that stands already keeps what it says; a holiday without a name gets the file's.
        var fresh = read.Days.Where(day => CalendarCheck.ReadDate(day.On) is not { } on || !Draft.Holds(on))
            .Select(day => day with { Reason = day.Reason ?? new LocalText(T["web.rules.imported"]) }).ToList();
        var errors = Take(Draft.With(fresh));
        if (errors.Count == 0)
            Said = T["web.rules.importedDays", fresh.Count, read.Days.Count - fresh.Count, read.Repeating + read.Unreadable];
        return errors;
    }

    private static List<string> Shifts(string? text) =>
        [.. Digits.ToLatin(text ?? "").Replace('،', ',').Replace('、', ',').Replace('，', ',').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static (string? Action, string? Subject) Command(string? command) =>
        command?.Split(':', 2) is [var action, var subject] ? (action, subject) : (command, null);

    /// <summary>The input of this page that a field of the draft was typed into.</summary>
    private static string FieldOf(string field) => field switch
    {
        "reason" or "file" or "zone" or "knownUntil" => field,
        "name" => "nameEn",
        _ when field.StartsWith("hours.", StringComparison.Ordinal) => "week-" + CultureInfo.InvariantCulture.TextInfo.ToTitleCase(field["hours.".Length..]),
        _ when field.EndsWith(".on", StringComparison.Ordinal) || field.EndsWith(']') => "on",
        _ when field.EndsWith(".to", StringComparison.Ordinal) => "to",
        _ when field.EndsWith(".hours", StringComparison.Ordinal) => "hours",
        _ when field.EndsWith(".reason", StringComparison.Ordinal) => "reasonEn",
        _ => "draft-state",
    };

    private static string LabelOf(string field) => field switch
    {
        "reason" => "web.rules.why",
        "file" => "web.rules.file",
        "zone" => "web.rules.zone",
        "knownUntil" => "web.rules.knownUntil",
        "nameEn" => "web.rules.nameEn",
        "on" => "web.rules.on",
        "to" => "web.rules.to",
        "hours" => "web.rules.ownHours",
        "reasonEn" => "web.rules.reasonEn",
        _ when field.StartsWith("week-", StringComparison.Ordinal) => "web.rules.hours",
        _ => "web.rules.calendar",
    };
}
