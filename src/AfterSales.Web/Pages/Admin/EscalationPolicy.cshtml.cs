using System.Globalization;
using AfterSales.Service.Calendars.Editing;
using AfterSales.Service.Deadlines.Moves;
using AfterSales.Service.Escalation;
using AfterSales.Service.Escalation.Editing;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Directory = AfterSales.Service.People.Directory;

namespace AfterSales.Web.Pages.Admin;

/// <summary>
/// One escalation policy: its rungs to be edited, what an edit would do to open tasks, and applying it with a reason. Two empty rungs stand
/// at the end for new ones; a rung whose time is cleared is taken away. No script is needed.
/// </summary>
[Authorize(Policy = Rights.Rules)]
public sealed class EscalationPolicyModel(EscalationPolicies policies, PolicyChanges changes, Directory people) : EntryPage
{
    /// <summary>A page lists so many changes; the API tells more.</summary>
    public const int MostShown = 100;

    private const int EmptyRungs = 2;
    private const int MostRungs = 22;

    /// <summary>The receivers that need no name, as a draft names them.</summary>
    public static IReadOnlyList<string> Receivers { get; } = ["assignee", "superior", "superiorOfSuperior", "processOwner"];

    public string Id { get; private set; } = "";

    /// <summary>The policy as it is; null for one that is being made.</summary>
    public EscalationPolicy? Current { get; private set; }

    public PolicyDraft Draft { get; private set; } = new();

    /// <summary>What was typed as percentages, also what is no number.</summary>
    public IReadOnlyList<string?> Percents { get; private set; } = [];

    public PolicyPreview? Preview { get; private set; }

    public IReadOnlyList<RuleVersion> History { get; private set; } = [];

    public string? Reason { get; private set; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public string Name => Draft.Name is { } name && !string.IsNullOrWhiteSpace(name.English) ? T.Pick(name) : Id;

    /// <summary>The rungs of the form: those of the draft and the empty ones.</summary>
    public IEnumerable<(int Index, StepDraft Step, string? Percent)> Rungs
    {
        get
        {
            var steps = Draft.Steps ?? [];
            for (var i = 0; i < steps.Count + EmptyRungs; i++)
                yield return i < steps.Count
                    ? (i, steps[i]!, i < Percents.Count ? Percents[i] : T.Format.Number(steps[i]!.Percent ?? 0))
                    : (i, new StepDraft { Digest = true }, null);
        }
    }

    public async Task<IActionResult> OnGetAsync(string id, string? from, CancellationToken ct)
    {
        if (!await FindAsync(id, from, ct))
            return Missing();
        History = await policies.HistoryAsync(Id, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, string? from, IFormCollection form, CancellationToken ct)
    {
        if (!await FindAsync(id, from, ct))
            return Missing();
        Read(form);
        IReadOnlyList<FormError> errors = [];
        if (form["do"].FirstOrDefault() == "apply")
        {
            Reason = form["reason"].FirstOrDefault();
            switch (await changes.ApplyAsync(Id, Draft, Reason, form["fingerprint"].FirstOrDefault(), Person.Id, T.Language, ct))
            {
                case RuleChangeResult.Applied:
                    Toast(T["web.rules.applied"]);
                    return LocalRedirect($"/admin/escalation-policies/{Id}");
                case RuleChangeResult.Outdated(var message):
                    errors = [new("", message)];
                    break;
                case RuleChangeResult.Invalid(var wrong):
                    errors = wrong;
                    break;
            }
            (Preview, _) = await changes.PreviewAsync(Id, Draft, T.Language, ct);
        }
        else
            (Preview, errors) = await changes.PreviewAsync(Id, Draft, T.Language, ct);
        History = await policies.HistoryAsync(Id, ct);
        return errors.Count == 0 ? Page() : Again([.. errors.Select(error => error with { Field = FieldOf(error.Field) })], LabelOf);
    }

    public string? PersonName(string? id) => id is null ? null : people.ById(id) is { } person ? T.Pick(person.Name) : id;

    /// <summary>The name of the input of a rung.</summary>
    public static string Input(int index, string part) => string.Create(CultureInfo.InvariantCulture, $"step-{index}-{part}");

    private async Task<bool> FindAsync(string id, string? from, CancellationToken ct)
    {
        Current = await policies.FindAsync(id, ct);
        var basis = Current ?? (from is not null && CalendarCheck.IsId(id) ? await policies.FindAsync(from, ct) : null);
        if (basis is null)
            return false;
        Id = id;
        Draft = PolicyDraft.Of(basis);
        return true;
    }

    private void Read(IFormCollection form)
    {
        var before = (Draft.Steps ?? []).OfType<StepDraft>().Where(step => step.Id is not null).ToDictionary(step => step.Id!);
        var (steps, percents) = (new List<StepDraft>(), new List<string?>());
        for (var i = 0; i < MostRungs && form.ContainsKey(Input(i, "percent")); i++)
        {
            var typed = form[Input(i, "percent")].FirstOrDefault()?.Trim();
            if (string.IsNullOrEmpty(typed))
                continue;
            var id = form[Input(i, "id")].FirstOrDefault() is { Length: > 0 } known ? known : null;
            var told = id is not null && before.TryGetValue(id, out var old) ? old.Notices ?? [] : [];
            // The mail of a receiver that stays is kept; the form does not ask for it.
            string? MailOf(string to, string? group) => told.FirstOrDefault(notice => notice?.To == to && notice.Group == group)?.Template;
            percents.Add(typed);
            steps.Add(new()
            {
                Id = id,
                Percent = decimal.TryParse(Digits.ToLatin(typed).TrimEnd('%', '٪'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) ? percent : null,
                Urgent = form.ContainsKey(Input(i, "urgent")),
                Digest = form.ContainsKey(Input(i, "digest")),
                Notices = [
                    .. form[Input(i, "to")].OfType<string>().Select(to => new NoticeDraft(to, MailOf(to, null))),
                    .. form[Input(i, "group")].OfType<string>().Where(group => group.Length > 0).Distinct().Select(group => new NoticeDraft("group", MailOf("group", group), group))],
            });
        }
        Percents = percents;
        Draft = new()
        {
            Name = new(form["nameEn"].FirstOrDefault()?.Trim() ?? "", form["nameFa"].FirstOrDefault()?.Trim(), form["nameZh"].FirstOrDefault()?.Trim()),
            Steps = steps,
        };
    }

    private static string FieldOf(string field)
    {
        if (field == "name")
            return "nameEn";
        if (!field.StartsWith("steps[", StringComparison.Ordinal))
            return field == "reason" ? field : "rungs";
        var index = field["steps[".Length..field.IndexOf(']', StringComparison.Ordinal)];
        return field.Contains(".notices", StringComparison.Ordinal) ? $"step-{index}-to" : $"step-{index}-percent";
    }

    private string LabelOf(string field) => field switch
    {
        "nameEn" => T["web.rules.nameEn"],
        "reason" => T["web.rules.why"],
        _ when field.StartsWith("step-", StringComparison.Ordinal) && int.TryParse(field.Split('-')[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index) =>
            T["web.rules.rungNumber", index + 1],
        _ => T["web.rules.rungs"],
    };
}
