using AfterSales.Engine;
using AfterSales.Service.Cases;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.Timeline;

namespace AfterSales.Service.Records;

/// <summary>
/// Corrects what stands in a record without hiding what stood there: each correction is a new revision with who, when and
/// why, and is told in the timeline. The process variables of the workflow stay as they were.
/// </summary>
public sealed class RecordCorrections(ProcessEngine engine, CaseVisibility visibility)
{
    /// <summary>Whether the person sees the case and may correct this section: who filled it, managers and admins.</summary>
    public Task<bool> MayCorrectAsync(CaseRecord record, int position, Person by, CancellationToken ct = default) => engine.ReadAsync(
        db => visibility.Sees(db, by, record.CaseNumber) && record.Sections.Any(section => section.Position == position && (section.FilledBy == by.Id || by.SeesEverything)), ct);

    /// <param name="texts">The corrected texts by field key; fields left out stay as they are. Numbers and dates in their stored form.</param>
    public async Task<RecordCorrection> CorrectAsync(
        string recordNumber, int position, IReadOnlyDictionary<string, string> texts, Person by, string reason, CancellationToken ct = default)
    {
        if (string.IsNullOrWhiteSpace(reason))
            return RecordCorrection.ReasonMissing;
        var record = await engine.ReadAsync(
            db => RecordTable.Find(db, recordNumber) is { } found && visibility.Sees(db, by, found.CaseNumber) ? found : null, ct);
        if (record?.Sections.FirstOrDefault(section => section.Position == position) is not { } current)
            return RecordCorrection.Unknown;
        if (current.FilledBy != by.Id && !by.SeesEverything)
            return RecordCorrection.NotAllowed;
        if (texts.Keys.Any(key => !current.Fields.Any(field => field.Key == key && IsTyped(field))))
            return RecordCorrection.NotCorrectable;
        await engine.WriteAsync(commit =>
        {
            // Read again inside the commit: of two corrections at once the second must build on the first.
            var fields = RecordTable.Latest(commit, recordNumber, position).Select(field => Corrected(field, texts)).ToList();
            RecordTable.Revise(commit, recordNumber, position, fields, by.Id, by.Name.In(by.Language), reason.Trim());
            CaseTimeline.Add(commit, new TimelineEntry(record.CaseNumber, TimelineKinds.RecordCorrected)
            {
                Actor = by.Id,
                RecordNumber = recordNumber,
                Facts = new Dictionary<string, TimelineValue> { ["record"] = TimelineValue.Of(record.Name), ["reason"] = TimelineValue.Of(reason.Trim()) },
            });
        }, by.Id, ct);
        return RecordCorrection.Done;
    }

    private static bool IsTyped(RecordField field) => field.Kind is not (RecordFieldKind.Files or RecordFieldKind.Signature);

    private static RecordField Corrected(RecordField field, IReadOnlyDictionary<string, string> texts) =>
        texts.TryGetValue(field.Key, out var text) ? field with { Values = text.Length == 0 ? [] : [new LocalText(text)] } : field;
}
