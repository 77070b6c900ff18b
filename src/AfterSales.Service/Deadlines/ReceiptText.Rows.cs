using AfterSales.Service.Calendars;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Deadlines;

public sealed partial class ReceiptText
{
    private ReceiptRow Start()
    {
        var entries = new List<ReceiptEntry> { new(Moment(receipt.From), receipt.Event.In(format.Language)) };
        if (receipt.Calculation is { } calculation && calculation.Start != calculation.From)
            entries.Add(new(words["receipt.countedFrom", Moment(calculation.Start)], words[$"receipt.adjustment.{Key(calculation.Adjustment)}"]));
        return new(words["receipt.start"], entries);
    }

    private ReceiptRow Rule() => new(words["receipt.rule"], [new(RuleFact(), RuleReason())]);

    private string RuleFact() => receipt.Calculation is { } calculation ? format.Duration(calculation.Amount)
        : receipt.IsSet ? words["receipt.set"]
        : format.Duration(receipt.DueAt - receipt.From);

    private string? RuleReason() => receipt.Calculation switch
    {
        null => receipt.IsSet ? null : words["receipt.ruleReason.continuous"],
        { Amount.IsNegative: true } => words["receipt.ruleReason.back"],
        { Amount.Days: 0 } => words["receipt.ruleReason.time"],
        { FittedToHours: true } => words["receipt.ruleReason.fitted"],
        _ => words["receipt.ruleReason.days"],
    };

    private IEnumerable<ReceiptRow> NotCounted()
    {
        if (receipt.Calculation is not { } calculation)
            yield break;
        var entries = calculation.Skipped.Select(span => new ReceiptEntry(format.DateRange(span.From, span.To, withYear), Reason(span))).ToList();
        if (entries.Count == 0)
            entries.Add(new(words["receipt.none"]));
        if (calculation.HolidaysKnownUntil is { } known)
            entries.Add(new(words["receipt.holidaysUnknown", format.Date(known)]));
        yield return new(words["receipt.notCounted"], entries);
    }

    private string Reason(SkippedSpan span) => span.ToConfirm
        ? words["receipt.toConfirm", span.Reason]
        : span.Reason.In(format.Language);

    private ReceiptRow PauseRow()
    {
        if (pauses.Count == 0)
            return new(words["receipt.pauses"], [new(words["receipt.none"])]);
        return new(words["receipt.pauses"], [.. pauses.Select(pause => new ReceiptEntry(
            words[pause.To is null ? "receipt.pauseOpen" : "receipt.pause", Moment(pause.From), format.Duration(pause.Length)],
            pause.Deducted ? pause.Reason.In(format.Language) : words["receipt.pauseKept", pause.Reason]))]);
    }

    private ReceiptRow Due(DateTimeOffset without, DateTimeOffset with)
    {
        var other = DueAt == without ? with : without;
        var note = without == with ? null : words[DueAt == without ? "receipt.withDeduction" : "receipt.withoutDeduction", Moment(other)];
        return new(words["receipt.due"], [new(Moment(DueAt), note)], IsResult: true);
    }

    private string Footing()
    {
        var parts = receipt.Calculation is { } calculation
            ? words["receipt.foot", calculation.CalendarName, Hours(calculation.Hours), calculation.ZoneName]
            : words["receipt.footContinuous", receipt.ZoneId];
        return receipt.RequirementId is { } id ? words["receipt.footWithRequirement", parts, id] : parts;
    }

    /// <summary>The commonest hours without weekdays, those of single weekdays after them.</summary>
    private string Hours(IReadOnlyList<HoursLine> lines)
    {
        var texts = lines.Select((line, index) =>
        {
            var shifts = string.Join(words["receipt.shiftAnd"], line.Shifts.Select(Shift));
            return index == 0 ? shifts : words["receipt.hoursOn", string.Join(words["receipt.listComma"], line.Days.Select(format.Weekday)), shifts];
        });
        return string.Join(words["receipt.listComma"], texts);
    }

    private string Shift(string shift)
    {
        var ends = shift.Split('-');
        return words["receipt.span", format.Localise(ends[0]), format.Localise(ends[1])];
    }

    private static string Key(StartAdjustment adjustment) => adjustment switch
    {
        StartAdjustment.BeforeHours => "beforeHours",
        StartAdjustment.AfterHours => "afterHours",
        StartAdjustment.Break => "break",
        _ => "nonWorkingDay",
    };
}
