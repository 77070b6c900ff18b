using System.Globalization;
using AfterSales.Service.Calendars.Editing;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using Directory = AfterSales.Service.People.Directory;

namespace AfterSales.Service.Escalation.Editing;

/// <summary>Makes a policy of a draft, or says per field what is wrong with it in the reader's language.</summary>
public sealed class PolicyCheck
{
    private const int MostSteps = 20;
    private const int MostNotices = 10;
    private const int MostPercent = 10_000;
    private const int LongestText = 200;

    /// <summary>The mails a rung may send, each a folder below <c>templates/</c>.</summary>
    public static IReadOnlyList<string> Templates { get; } = ["reminder", "overdue", "escalation"];

    private readonly TextCatalog words;
    private readonly LocalFormat format;
    private readonly Directory people;
    private readonly List<FormError> errors = [];

    private PolicyCheck(Language language, Directory people) => (words, format, this.people) = (TextCatalog.For(language), LocalFormat.For(language), people);

    /// <summary>The policy with this id and version, or what is wrong.</summary>
    public static (EscalationPolicy? Policy, IReadOnlyList<FormError> Errors) Check(string id, int version, PolicyDraft draft, Language language, Directory people)
    {
        var check = new PolicyCheck(language, people);
        if (!CalendarCheck.IsId(id))
            check.Refuse("id", "calendars.fault.id");
        var name = check.Name(draft.Name);
        var steps = check.Steps(draft.Steps ?? []);
        return check.errors.Count > 0 ? (null, check.errors) : (new EscalationPolicy(id, name, steps) { Version = version }, []);
    }

    private LocalText Name(LocalText? name)
    {
        if (name is null || string.IsNullOrWhiteSpace(name.English))
            Refuse("name", "calendars.fault.text");
        else if (name.English.Length > LongestText || name.Persian?.Length > LongestText || name.Chinese?.Length > LongestText)
            Refuse("name", "calendars.fault.textTooLong", LongestText);
        return name ?? new("");
    }

    private List<EscalationStep> Steps(IReadOnlyList<StepDraft?> drafts)
    {
        var steps = new List<EscalationStep>();
        if (drafts.Count == 0)
            Refuse("steps", "escalation.fault.empty");
        if (drafts.Count > MostSteps)
            Refuse("steps", "calendars.fault.tooMany", MostSteps);
        var ids = drafts.Select(step => step?.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < drafts.Count && errors.Count < MostSteps; i++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"steps[{i}]");
            if (drafts[i] is not { } draft)
            {
                Refuse(field, "calendars.fault.empty");
                continue;
            }
            if (draft.Percent is not { } percent || percent is <= 0 or > MostPercent || decimal.Round(percent, 2) != percent)
                Refuse($"{field}.percent", "escalation.fault.percent", MostPercent);
            else if (steps.Count > 0 && percent <= steps[^1].Share * 100)
                Refuse($"{field}.percent", "escalation.fault.descending", format.Number(percent), format.Number(steps[^1].Share * 100));
            if (draft.Id is { } id && !CalendarCheck.IsId(id))
                Refuse($"{field}.id", "calendars.fault.id");
            else if (draft.Id is not null && steps.Any(step => step.Id == draft.Id))
                Refuse($"{field}.id", "escalation.fault.stepTwice", draft.Id);
            steps.Add(new(draft.Id ?? NewId(ids), (draft.Percent ?? 0) / 100, Notices(field, draft), draft.Urgent, draft.Digest ?? true));
        }
        return steps;
    }

    private List<EscalationNotice> Notices(string step, StepDraft draft)
    {
        var notices = new List<EscalationNotice>();
        var drafts = draft.Notices ?? [];
        if (drafts.Count == 0)
            Refuse($"{step}.notices", "escalation.fault.nobody");
        if (drafts.Count > MostNotices)
            Refuse($"{step}.notices", "calendars.fault.tooMany", MostNotices);
        for (var i = 0; i < drafts.Count && errors.Count < MostSteps; i++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"{step}.notices[{i}]");
            if (drafts[i] is not { } notice)
            {
                Refuse(field, "calendars.fault.empty");
                continue;
            }
            if (!Enum.TryParse<EscalationReceiver>(notice.To, ignoreCase: true, out var to) || !Enum.IsDefined(to) || char.IsAsciiDigit(notice.To![0]))
                Refuse($"{field}.to", "escalation.fault.receiver", Shown(notice.To));
            else if (to == EscalationReceiver.Group && !IsRole(notice.Group))
                Refuse($"{field}.group", "escalation.fault.role", Shown(notice.Group));
            else if (to != EscalationReceiver.Group && notice.Group is not null)
                Refuse($"{field}.group", "escalation.fault.groupWithout");
            if (notice.Template is { } template && !Templates.Contains(template))
                Refuse($"{field}.template", "escalation.fault.template", Shown(template));
            notices.Add(new(to, notice.Template ?? Fitting(to, draft.Percent ?? 0), notice.Group));
        }
        return notices;
    }

    /// <summary>A role of the catalogue, or one that a company added and somebody has.</summary>
    private bool IsRole(string? id) => !string.IsNullOrWhiteSpace(id) && (RoleCatalog.Default.Find(id) is not null || people.InGroup(id).Count > 0);

    private static string Fitting(EscalationReceiver to, decimal percent) => percent < 100 ? "reminder" : to == EscalationReceiver.Assignee ? "overdue" : "escalation";

    private static string NewId(HashSet<string> taken)
    {
        for (var number = 1; ; number++)
            if (taken.Add(string.Create(CultureInfo.InvariantCulture, $"step-{number}")))
                return string.Create(CultureInfo.InvariantCulture, $"step-{number}");
    }

    private void Refuse(string field, string key, params ReadOnlySpan<object?> args) => errors.Add(new(field, words[key, args]));

    private static string Shown(string? text) => text is null ? "" : text.Length <= 40 ? text : text[..40] + "…";
}
