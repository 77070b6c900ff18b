using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Feel.Values;
using AfterSales.Service.Calendars;
using AfterSales.Service.Languages;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Deadlines;

/// <summary>
/// Makes the receipt of a due time from what its expression left behind. Only a calculation that gave exactly this due time is shown;
/// one that was changed afterwards ("+ 1 hour") would explain something else, so such a date counts as set.
/// </summary>
public static class ReceiptMaker
{
    /// <summary>Property of a task or timer: the event that starts the limit; translations follow as <c>.fa</c> and <c>.zh</c>.</summary>
    public const string EventProperty = "clock.event";

    /// <summary>The receipt of a task's due date; null when it has none.</summary>
    public static DeadlineReceipt? ForTask(UserTaskCreated task, CompiledProcess process, DateTimeOffset now, CalendarRegistry calendars)
    {
        if (task.DueDate is not { } due || process.FindElement(task.ElementId) is not { } element)
            return null;
        var about = CaseInSight.Of(task.Variables.Entries.GetValueOrDefault("case"));
        return Make(element, about, due, task.DueDateNotes, task.DueDateExpression, now, calendars, Catalog("receipt.event.taskCreated"), requirement: null);
    }

    internal static DeadlineReceipt ForLimit(TimerScheduled timer, CompiledElement timerEvent, CaseInSight about, DateTimeOffset now, CalendarRegistry calendars) =>
        Make(timerEvent, about, timer.DueAt, timer.Notes, timer.Expression, now, calendars, Catalog("receipt.event.stepReached"),
            timerEvent.Properties.GetValueOrDefault(ElementProperties.Clock));

    /// <summary>The receipt of a due date that somebody set by hand.</summary>
    internal static DeadlineReceipt ForChange(DeadlineReceipt before, DateTimeOffset due, DateTimeOffset now) => before with
    {
        Event = Catalog("receipt.event.changed"),
        From = now,
        DueAt = due,
        Calculation = null,
        Expression = null,
        IsSet = true,
    };

    /// <summary>A name as the diagram gives it.</summary>
    internal static LocalText NameOf(ModelPart part) => new(part.Name ?? part.Id, part.NameIn("fa"), part.NameIn("zh"));

    /// <summary>A property with its translations beside it; null when it is missing.</summary>
    internal static LocalText? Property(ModelPart part, string name) => part.Properties.TryGetValue(name, out var text)
        ? new(text, part.Properties.GetValueOrDefault(name + ".fa"), part.Properties.GetValueOrDefault(name + ".zh"))
        : null;

    internal static LocalText Catalog(string key) => new(
        TextCatalog.For(Language.English)[key], TextCatalog.For(Language.Persian)[key], TextCatalog.For(Language.Chinese)[key]);

    private static DeadlineReceipt Make(
        CompiledElement element, CaseInSight about, DateTimeOffset due, IReadOnlyList<object> notes, string? expression, DateTimeOffset now,
        CalendarRegistry calendars, LocalText ordinaryEvent, string? requirement)
    {
        var calculation = notes.OfType<WorkingTimeCalculation>().LastOrDefault(note => Same(note.Result, due));
        var calendar = calendars.FindOrStandard(calculation?.CalendarId ?? about.CalendarId);
        var from = calculation?.From ?? (ReadsReceipt(expression) && about.ReceivedAt is { } received ? received : now);
        return new()
        {
            Event = Property(element, EventProperty)
                ?? (about.ReceivedAt is { } start && Same(start, from) ? Catalog("receipt.event.received")
                : Same(from, now) ? ordinaryEvent
                : Catalog("receipt.event.start")),
            From = calendar.ToLocal(from),
            DueAt = calendar.ToLocal(due),
            Calculation = calculation,
            Basis = calculation is null ? [] : BasisOf(calculation, notes),
            IsSet = calculation is null && !IsDuration(expression),
            Expression = expression,
            RequirementId = requirement,
            ZoneId = calendar.Zone.Id,
            CalendarId = calendar.Id,
        };
    }

    /// <summary>The calculations before it, each of which began where the one before ended.</summary>
    private static List<WorkingTimeCalculation> BasisOf(WorkingTimeCalculation calculation, IReadOnlyList<object> notes)
    {
        var basis = new List<WorkingTimeCalculation>();
        var earlier = notes.OfType<WorkingTimeCalculation>().TakeWhile(note => !ReferenceEquals(note, calculation)).ToList();
        for (var from = calculation.From; earlier.FindLastIndex(note => Same(note.Result, from)) is >= 0 and var at; from = basis[0].From)
        {
            basis.Insert(0, earlier[at]);
            earlier.RemoveRange(at, earlier.Count - at);
        }
        return basis;
    }

    // Process variables keep seconds, the engine milliseconds.
    private static bool Same(DateTimeOffset a, DateTimeOffset b) => (a - b).Duration() < TimeSpan.FromSeconds(1);

    private static bool ReadsReceipt(string? expression) => expression?.Contains("receivedAt", StringComparison.Ordinal) == true;

    /// <summary>A limit that runs day and night is written as a duration: <c>PT24H</c> or with <c>duration(…)</c>.</summary>
    private static bool IsDuration(string? expression) =>
        expression is not null && (expression.Contains("duration(", StringComparison.Ordinal) || expression.TrimStart('=', ' ', '"', '@').StartsWith('P'));
}
