using AfterSales.Service.Designer;
using AfterSales.Service.Languages;
using AfterSales.Web.Api.Http;
using AfterSales.Web.Api.V2;

namespace AfterSales.Web.Api.Domain;

/// <summary>The designer's things as its API writes and reads them.</summary>
internal static class DesignerJson
{
    public static object Entry(LibraryEntry entry, Language words) => new
    {
        kind = entry.Artifact.KindCode,
        name = entry.Artifact.Name,
        title = entry.Name.In(words),
        state = Code(entry.State),
        version = entry.Version,
        author = entry.Author,
        publishedAt = Answers.Instant(entry.PublishedAt),
        draft = entry.Draft is { } draft ? new { revision = draft.Revision, basedOn = draft.BasedOn, savedBy = draft.SavedBy, savedAt = Answers.Instant(draft.SavedAt) } : null,
        running = entry.Running.Select(running => new { version = running.Version, count = running.Count }),
        change = Answers.Key(entry.ReleaseKey),
    };

    public static object Release(Release release, Releases releases) => new
    {
        key = Answers.Key(release.Key),
        number = release.Number,
        note = release.Note,
        warnings = release.Warnings,
        warningReason = release.WarningReason,
        state = Code(release.State),
        nextSignature = releases.NextStep(release) is { } step ? Code(step) : null,
        preparedBy = release.PreparedBy,
        preparedAt = Answers.Instant(release.PreparedAt),
        settledAt = Answers.Instant(release.SettledAt),
        items = release.Items.Select(item => new { kind = item.Artifact.KindCode, name = item.Artifact.Name, basedOn = item.BasedOn, version = item.Version }),
        signatures = release.Signatures.Select(signature => new
        {
            step = Code(signature.Step),
            person = signature.PersonId,
            name = signature.PersonName.English,
            positions = signature.Positions,
            approved = signature.Approved,
            remark = signature.Remark,
            signedAt = Answers.Instant(signature.SignedAt),
        }),
    };

    public static object Report(GateReport report, Language words) => new
    {
        errors = report.Errors,
        warnings = report.Warnings,
        findings = report.Findings.Select(finding => new
        {
            kind = finding.Artifact.KindCode,
            name = finding.Artifact.Name,
            weight = Code(finding.Weight),
            rule = finding.Rule,
            elementId = finding.ElementId,
            message = finding.Message.In(words),
        }),
    };

    /// <summary>The field <c>drafts</c>: a list of <c>{kind, name, revision}</c>.</summary>
    public static IReadOnlyList<DraftReference> Drafts(JsonBody body)
    {
        var drafts = new List<DraftReference>();
        foreach (var draft in body.NestedList("drafts"))
        {
            if (!ArtifactId.TryParse(draft.RequiredText("kind"), draft.RequiredText("name"), out var id))
                draft.Refuse("kind", "and name do not name anything");
            drafts.Add(new DraftReference(id, draft.Int("revision", 1) ?? 0));
            draft.RejectUnread();
        }
        return drafts;
    }

    /// <summary>Names of states travel in small letters.</summary>
    public static string Code<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
