using AfterSales.Service.Languages;
using AfterSales.Service.Records;
using AfterSales.Web.Api.V2;

namespace AfterSales.Web.Api.Domain;

/// <summary>A record as this API answers it, labels and choices in one language.</summary>
internal static class RecordJson
{
    public static object Of(CaseRecord record, Language words) => new
    {
        number = record.Number,
        caseNumber = record.CaseNumber,
        type = record.TypeId,
        name = record.Name.In(words),
        originalName = RecordCatalog.Get(record.TypeId).Original,
        openedAt = Answers.Instant(record.OpenedAt),
        filedAt = Answers.Instant(record.FiledAt),
        sections = record.Sections.Select(section => Section(section, words)),
    };

    private static object Section(RecordSection section, Language words) => new
    {
        position = section.Position,
        title = section.Title.In(words),
        role = section.Role,
        filledBy = section.FilledByName,
        filledAt = Answers.Instant(section.FilledAt),
        revision = section.Revision,
        revisionReason = section.RevisionReason,
        fields = section.Fields.Select(field => new
        {
            key = field.Key, label = field.Label.In(words), values = field.Values.Select(value => value.In(words)), unit = field.Unit?.In(words), attachments = field.AttachmentIds,
        }),
        earlierRevisions = section.EarlierRevisions.Select(earlier => Section(earlier, words)),
    };
}
