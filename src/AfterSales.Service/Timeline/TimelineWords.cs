using AfterSales.Service.Cases;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.Tasks;

namespace AfterSales.Service.Timeline;

/// <summary>
/// Puts entries into words. A text names the facts it wants as <c>{name}</c>; a detail whose facts are missing is left
/// out, so that one text serves entries with and without a reason.
/// </summary>
/// <param name="zone">Times are told in the zone of the site.</param>
/// <param name="statuses">Where the words for a case's status are.</param>
internal sealed partial class TimelineWords(Language language, People.Directory people, TimeZoneInfo zone, string statuses = "case.status")
{
    private readonly TextCatalog _texts = TextCatalog.For(language);
    private readonly LocalFormat _format = LocalFormat.For(language, zone);

    /// <summary>The text under this key in words, or null where the catalogue has none or a fact is missing.</summary>
    public string? Find(string key, IReadOnlyDictionary<string, TimelineValue> facts) => _texts.Has(key) ? Fill(key, facts) : null;

    public string Title(string kind, IReadOnlyDictionary<string, TimelineValue> facts) => Fill($"timeline.{kind}.title", facts) ?? kind;

    public string? Detail(string kind, IReadOnlyDictionary<string, TimelineValue> facts) =>
        Find($"timeline.{kind}.detail", facts);

    /// <summary>The name of an actor: a person, the customer, or what the service calls itself.</summary>
    public string? Actor(string? actor) => actor switch
    {
        null => null,
        _ when actor.StartsWith(TaskActor.CustomerPrefix, StringComparison.Ordinal) => _texts["timeline.customer"],
        _ => people.ById(actor)?.Name.In(language) ?? actor,
    };

    private string? Fill(string key, IReadOnlyDictionary<string, TimelineValue> facts)
    {
        if (_texts.Template(key) is not { } template)
            return null;
        var missing = false;
        var filled = Hole().Replace(template.Source, match =>
        {
            if (facts.TryGetValue(match.Groups[1].Value, out var fact) && Say(fact) is { Length: > 0 } words)
                return words;
            missing = true;
            return "";
        });
        return missing && !key.EndsWith(".title", StringComparison.Ordinal) ? null : filled;
    }

    private string Say(TimelineValue value) => value switch
    {
        TimelineValue.TextValue text => text.Text,
        TimelineValue.NamesValue names => names.Names.In(language),
        TimelineValue.InstantValue instant => _format.DateTime(instant.At),
        TimelineValue.NumberValue number => _format.Number(number.Number),
        TimelineValue.PersonValue person => Actor(person.Id) ?? "",
        TimelineValue.RoleValue role => RoleCatalog.Default.NameOf(role.Id).In(language),
        TimelineValue.RolesValue roles => string.Join(_texts["timeline.and"], roles.Ids.Select(id => RoleCatalog.Default.NameOf(id).In(language))),
        TimelineValue.StatusValue status => CaseStatusCodes.TryParse(status.Code, out _) ? StatusWords(status.Code) : status.Code,
        _ => "",
    };

    private string StatusWords(string code) =>
        _texts.Has($"{statuses}.{code}") ? _texts[$"{statuses}.{code}"] : _texts[$"{CustomerTimeline.Statuses}.{code}"];

    [System.Text.RegularExpressions.GeneratedRegex(@"\{([A-Za-z]+)\}")]
    private static partial System.Text.RegularExpressions.Regex Hole();
}
