using AfterSales.Feel.Values;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;

namespace AfterSales.Service.Notifications;

/// <summary>Which mail a step of a workflow writes, and to whom.</summary>
internal sealed record MailPlan(string Template, IReadOnlyList<Receiver> Receivers, CaseFacts? About);

/// <summary>
/// Reads what a mail step says: <c>template</c>, <c>to</c> = <c>customer</c>, <c>group:role</c>, <c>user:id</c> or an address, as inputs or
/// task headers. The same for steps that are done and for those of a test run.
/// </summary>
internal sealed class MailStep(TaskReceivers receivers, People.Directory directory)
{
    /// <summary>The template of <c>aftersales:notify:1</c> when the step names none.</summary>
    public const string NoticeTemplate = "notice";

    /// <summary>What is wrong with the step, as one sentence; null when nothing is, and then the plan is there.</summary>
    public string? Read(
        FeelContext variables, IReadOnlyDictionary<string, string> headers, string? defaultTemplate, Func<string, bool> hasTemplate, Func<IEnumerable<string>> names,
        DateTimeOffset now, out MailPlan? plan)
    {
        plan = null;
        var template = Input(variables, headers, "template") ?? defaultTemplate;
        if (template is null || !hasTemplate(template))
            return $"There is no mail template '{template}'. There are: {string.Join(", ", names())}.";
        if (Input(variables, headers, "to") is not { } to)
            return "The step does not say to whom: 'to' is customer, group:<role>, user:<id> or an address.";
        var about = CaseFacts.OfVariables(variables);
        var found = Receivers(to, about, now);
        if (found.Count == 0)
            return $"Nobody can be found for 'to' = '{HeaderText.OneLine(to)}'.";
        plan = new MailPlan(template, found, about);
        return null;
    }

    /// <summary>The mails of a plan; every variable the step sees is there for the template.</summary>
    public static IEnumerable<Notification> Mails(MailPlan plan, FeelContext variables, LocalText step, string? businessKey)
    {
        var model = new Dictionary<string, object?> { ["title"] = step };
        foreach (var (name, value) in variables.Entries)
            if (!MailModel.Reserved.Contains(name) && name is not ("template" or "to"))
                model[name] = value;
        return plan.Receivers.Select(receiver => new Notification(plan.Template, receiver) { Case = plan.About, CaseNumber = plan.About?.Number ?? businessKey, Model = model });
    }

    // The receivers of a step that names an empty department: the process owners, so that the case goes on and somebody knows.
    private List<Receiver> Receivers(string to, CaseFacts? about, DateTimeOffset now)
    {
        if (to == "customer")
            return about is { CustomerEmail.Length: > 0 } ? [about.Customer] : [];
        if (to.StartsWith("group:", StringComparison.Ordinal))
            return [.. receivers.Of(null, [to["group:".Length..]], [], now).Select(found => Receiver.Of(found.Person))];
        if (to.StartsWith("user:", StringComparison.Ordinal))
            return directory.ById(to["user:".Length..]) is { Active: true } person ? [Receiver.Of(person)] : [];
        if (directory.ByEmail(to) is { } known)
            return [Receiver.Of(known)];
        return HeaderText.IsAddress(to) ? [new Receiver(null, to, to, about?.Language ?? Language.English)] : [];
    }

    private static string? Input(FeelContext variables, IReadOnlyDictionary<string, string> headers, string name) =>
        variables[name] is FeelString { Value.Length: > 0 } text ? text.Value : headers.GetValueOrDefault(name);
}
