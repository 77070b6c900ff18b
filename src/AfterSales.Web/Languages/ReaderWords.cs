using System.Globalization;
using AfterSales.Service.Cases;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.Records;
using AfterSales.Service.Tasks;

namespace AfterSales.Web.Languages;

/// <summary>Names of things of the domain in the reader's words.</summary>
public static class ReaderWords
{
    public static string Status(this Reader reader, CaseStatus status) => reader[$"web.words.status.{status.Code()}"];

    /// <summary>A status as its customer reads it: the customer who is waited for is the reader.</summary>
    public static string StatusForCustomer(this Reader reader, CaseStatus status) =>
        status == CaseStatus.WaitingForCustomer ? reader["web.track.waitingForYou"] : reader.Status(status);

    public static string Kind(this Reader reader, string kindId) => CaseKinds.Find(kindId) is { } kind ? reader.Pick(kind.Name) : kindId;

    public static string Role(this Reader reader, string? roleId) => roleId is null ? "" : reader.Pick(RoleCatalog.Default.NameOf(roleId));

    public static string Roles(this Reader reader, IEnumerable<string> roleIds) => string.Join(reader["web.layout.comma"], roleIds.Select(reader.Role));

    public static string Channel(this Reader reader, string channel) => reader.Words.Has($"web.words.channel.{channel}") ? reader[$"web.words.channel.{channel}"] : channel;

    public static string Urgency(this Reader reader, Urgency urgency) => reader[$"web.words.urgency.{urgency.Code()}"];

    /// <summary>Who has the task: a name, the customer, or nobody.</summary>
    public static string Assignee(this Reader reader, TaskListItem task, Person? self) =>
        task.Assignee is null ? reader["web.layout.nobody"]
        : task.IsCustomers ? reader["web.layout.customer"]
        : task.Assignee == self?.Id ? reader["web.layout.you"]
        : task.AssigneeName is { } name ? reader.Pick(name) : task.Assignee;

    /// <summary>A stored value as the reader writes it: dates and numbers follow the language, text stays as typed.</summary>
    public static string FieldValue(this Reader reader, RecordFieldKind kind, string value) => kind switch
    {
        RecordFieldKind.Number when decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => reader.Format.Number(number),
        RecordFieldKind.Date or RecordFieldKind.Time or RecordFieldKind.DateTime => Instant(reader, value),
        _ => value,
    };

    private static string Instant(Reader reader, string value)
    {
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return reader.Format.Date(date);
        if (TimeOnly.TryParse(value, CultureInfo.InvariantCulture, out var time) && value.Length <= 8)
            return reader.Format.Time(time);
        // Local date and time without an offset were typed at the site: they are shown as typed.
        if (DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && value.Length is >= 16 and <= 19)
            return reader.Format.Date(DateOnly.FromDateTime(local)) + reader["web.layout.comma"] + reader.Format.Time(TimeOnly.FromDateTime(local));
        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? reader.Format.DateTime(at) : value;
    }
}
