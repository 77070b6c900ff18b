using AfterSales.Service.Cases;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;

namespace AfterSales.Service.Notifications;

/// <summary>
/// The model every template gets, whatever the mail is about: all names are there, with null where nothing is known.
/// <c>templates/README.md</c> lists them for those who write templates.
/// </summary>
internal static class MailModel
{
    /// <summary>Names that only the notifier fills in; a workflow's variables of these names mean something else.</summary>
    public static IReadOnlySet<string> Reserved { get; } = new HashSet<string>
    {
        "assignee", "brand", "cannotLink", "case", "caseWord", "colon", "comma", "customer", "dir", "due", "end", "font", "headingLineHeight",
        "inboxUrl", "lang", "lineHeight", "link", "linkEnds", "next", "otherHref", "otherLabel", "product", "reassignLink", "receiver", "requestUrl",
        "start", "task", "told", "words",
    };

    /// <summary>What steps of the workflows give their mails; a step that gives nothing leaves the place empty.</summary>
    private static readonly string[] GivenByTheStep =
        ["title", "message", "explanation", "help", "quote", "reply", "opinionClass", "result", "score", "comment"];

    public static Dictionary<string, object?> Build(
        MailSettings settings, LocalFormat format, Receiver receiver, CaseFacts? caseFacts, TaskFacts? task, IReadOnlyDictionary<string, object?> more)
    {
        var model = Frame(settings, format, receiver);
        model["case"] = Case(settings, format, caseFacts);
        model["customer"] = Customer(caseFacts);
        model["product"] = Product(caseFacts);
        model["task"] = Map(("name", task?.Name.In(format.Language)), ("group", null), ("standInFor", null));
        model["due"] = Map(("headline", null), ("note", null), ("tone", "plain"), ("why", null));
        model["link"] = null;
        model["cannotLink"] = null;
        model["reassignLink"] = null;
        model["linkEnds"] = null;
        model["inboxUrl"] = settings.PublicUrl + "/tasks";
        model["requestUrl"] = settings.PublicUrl + "/request";
        model["next"] = Map(("name", null), ("at", null), ("sentence", null));
        model["assignee"] = Map(("name", null));
        model["told"] = null;
        foreach (var name in GivenByTheStep)
            model[name] = null;
        model["facts"] = new List<object?>();
        foreach (var (name, value) in more)
            Put(model, name, ModelValues.Of(value, format));
        return model;
    }

    // A name given again is overridden; of a group of names only those that are given.
    private static void Put(Dictionary<string, object?> model, string name, object? value)
    {
        if (value is Dictionary<string, object?> given && model.GetValueOrDefault(name) is Dictionary<string, object?> known)
            foreach (var (inner, innerValue) in given)
                known[inner] = innerValue;
        else
            model[name] = value;
    }

    private static Dictionary<string, object?> Frame(MailSettings settings, LocalFormat format, Receiver receiver)
    {
        var language = format.Language;
        var words = TextCatalog.For(language);
        var rightToLeft = language.IsRightToLeft();
        return new Dictionary<string, object?>
        {
            ["lang"] = language.HtmlCode(),
            ["dir"] = language.Direction(),
            ["start"] = rightToLeft ? "right" : "left",
            ["end"] = rightToLeft ? "left" : "right",
            ["font"] = MailFonts.For(language),
            ["lineHeight"] = MailFonts.LineHeight(language),
            ["headingLineHeight"] = MailFonts.HeadingLineHeight(language),
            ["brand"] = settings.FromName,
            ["caseWord"] = words["mail.caseWord"],
            ["comma"] = words["mail.comma"],
            ["colon"] = words["mail.colon"],
            ["words"] = Map(("address", words["mail.address"]), ("why", words["mail.why"])),
            // What a part of the layout may be given and need not.
            ["otherHref"] = null,
            ["otherLabel"] = null,
            ["receiver"] = Map(("name", receiver.Name), ("isCustomer", receiver.IsCustomer)),
        };
    }

    private static Dictionary<string, object?> Case(MailSettings settings, LocalFormat format, CaseFacts? facts) => Map(
        ("number", facts?.Number),
        ("kind", KindName(facts?.Kind, format.Language)),
        ("subject", facts?.Subject),
        ("urgency", facts?.Urgency is "high" or "urgent" ? TextCatalog.For(format.Language)["mail.urgency." + facts.Urgency] : null),
        ("receivedAt", facts?.ReceivedAt is { } at ? format.DateTime(at) : null),
        ("url", facts is null ? settings.PublicUrl + "/cases" : $"{settings.PublicUrl}/cases/{Uri.EscapeDataString(facts.Number)}"),
        ("trackingUrl", facts?.TrackingCode is { } code ? $"{settings.PublicUrl}/track/{Uri.EscapeDataString(code)}" : null));

    private static Dictionary<string, object?> Customer(CaseFacts? facts) => Map(
        ("name", facts?.CustomerName),
        ("company", facts?.CustomerCompany),
        ("display", string.IsNullOrEmpty(facts?.CustomerCompany) ? facts?.CustomerName : facts.CustomerCompany));

    private static Dictionary<string, object?> Product(CaseFacts? facts) => Map(
        ("model", facts?.ProductModel),
        ("serialNumber", facts?.SerialNumber),
        ("orderNumber", facts?.OrderNumber));

    // Kinds are headings in English; within a sentence they are written small.
    private static string KindName(string? kind, Language language) => CaseKinds.Find(kind)?.Name.In(language) switch
    {
        null => TextCatalog.For(language)["mail.request"],
        { } name when language == Language.English => char.ToLowerInvariant(name[0]) + name[1..],
        { } name => name,
    };

    public static Dictionary<string, object?> Map(params ReadOnlySpan<(string Name, object? Value)> entries)
    {
        var map = new Dictionary<string, object?>();
        foreach (var (name, value) in entries)
            map[name] = value;
        return map;
    }
}
