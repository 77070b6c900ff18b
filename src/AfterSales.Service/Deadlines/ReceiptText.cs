using AfterSales.Service.Calendars;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Deadlines;

/// <summary>One row of a receipt: a label and one or more entries, each a fact and, in small print, its reason.</summary>
public sealed record ReceiptRow(string Label, IReadOnlyList<ReceiptEntry> Entries, bool IsResult = false);

/// <summary>A fact and its reason; the reason may be missing.</summary>
public sealed record ReceiptEntry(string Fact, string? Reason = null);

/// <summary>
/// A receipt in words: rows for pages and print, two sentences for mails. Made from the stored calculation, in the site's zone and the
/// reader's language; nothing is counted again.
/// </summary>
public sealed partial class ReceiptText
{
    private readonly DeadlineReceipt receipt;
    private readonly IReadOnlyList<PauseSpan> pauses;
    private readonly LocalFormat format;
    private readonly TextCatalog words;
    private readonly bool withYear;

    private ReceiptText(DeadlineReceipt receipt, IReadOnlyList<PauseSpan> pauses, DateTimeOffset dueAt, Language language)
    {
        (this.receipt, this.pauses, DueAt) = (receipt, pauses, dueAt);
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(receipt.ZoneId, out var known) ? known : TimeZoneInfo.Utc;
        format = LocalFormat.For(language, zone);
        words = TextCatalog.For(language);
        withYear = !format.SameYear(format.Day(receipt.From), format.Day(dueAt));
    }

    private DateTimeOffset DueAt { get; }

    /// <summary>The rows: start, rule, what was not counted, pauses, due.</summary>
    public required IReadOnlyList<ReceiptRow> Rows { get; init; }

    /// <summary>Calendar, hours, zone and the requirement.</summary>
    public required string Foot { get; init; }

    /// <summary>The same in two sentences, for mails and for the page's spoken label.</summary>
    public required string Sentences { get; init; }

    /// <summary>The receipt of a clock.</summary>
    public static ReceiptText Of(DeadlineClockView clock, Language language) =>
        Of(clock.Receipt, language, clock.Pauses, clock.DueAt, clock.DueWithoutPauses, clock.DueWithPauses);

    /// <summary>A receipt as it was stored, before any pause.</summary>
    public static ReceiptText Of(DeadlineReceipt receipt, Language language) =>
        Of(receipt, language, [], receipt.DueAt, receipt.DueAt, receipt.DueAt);

    private static ReceiptText Of(
        DeadlineReceipt receipt, Language language, IReadOnlyList<PauseSpan> pauses, DateTimeOffset dueAt, DateTimeOffset without, DateTimeOffset with)
    {
        var text = new ReceiptText(receipt, pauses, dueAt, language) { Rows = [], Foot = "", Sentences = "" };
        return new(receipt, pauses, dueAt, language)
        {
            Rows = [text.Start(), text.Rule(), .. text.NotCounted(), text.PauseRow(), text.Due(without, with)],
            Foot = text.Footing(),
            Sentences = text.TwoSentences(),
        };
    }

    private string Moment(DateTimeOffset at) => withYear ? format.DateTime(at) : format.ShortDateTime(at);
}
