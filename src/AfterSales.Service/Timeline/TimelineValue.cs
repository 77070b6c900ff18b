using System.Text.Json.Serialization;
using AfterSales.Service.Cases;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Timeline;

/// <summary>
/// One fact of a timeline entry, stored as what it is and put into words only when somebody reads it: a person's name,
/// an instant, a status look different in each language.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(TextValue), "text")]
[JsonDerivedType(typeof(NamesValue), "names")]
[JsonDerivedType(typeof(InstantValue), "instant")]
[JsonDerivedType(typeof(NumberValue), "number")]
[JsonDerivedType(typeof(PersonValue), "person")]
[JsonDerivedType(typeof(RoleValue), "role")]
[JsonDerivedType(typeof(RolesValue), "roles")]
[JsonDerivedType(typeof(StatusValue), "status")]
public abstract record TimelineValue
{
    /// <summary>Shown as it is: serials, reasons people typed, addresses.</summary>
    public static TimelineValue Of(string text) => new TextValue(text);

    /// <summary>A name that came with its translations, such as a task's.</summary>
    public static TimelineValue Of(LocalText names) => new NamesValue(names);

    /// <summary>Shown as date and time in the reader's language and calendar.</summary>
    public static TimelineValue Of(DateTimeOffset instant) => new InstantValue(instant);

    public static TimelineValue Of(decimal number) => new NumberValue(number);

    public static TimelineValue Person(string personId) => new PersonValue(personId);

    public static TimelineValue Role(string roleId) => new RoleValue(roleId);

    /// <summary>Several departments, joined in the reader's language.</summary>
    public static TimelineValue Roles(IReadOnlyList<string> roleIds) => new RolesValue(roleIds);

    public static TimelineValue Of(CaseStatus status) => new StatusValue(status.Code());

    public sealed record TextValue(string Text) : TimelineValue;

    public sealed record NamesValue(LocalText Names) : TimelineValue;

    public sealed record InstantValue(DateTimeOffset At) : TimelineValue;

    public sealed record NumberValue(decimal Number) : TimelineValue;

    public sealed record PersonValue(string Id) : TimelineValue;

    public sealed record RoleValue(string Id) : TimelineValue;

    public sealed record RolesValue(IReadOnlyList<string> Ids) : TimelineValue;

    public sealed record StatusValue(string Code) : TimelineValue;
}
