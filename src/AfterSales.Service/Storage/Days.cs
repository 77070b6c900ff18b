using System.Globalization;

namespace AfterSales.Service.Storage;

/// <summary>Days as the database and the APIs hold them: ISO text such as <c>2026-11-21</c>, in no time zone.</summary>
public static class Days
{
    private const string Form = "yyyy-MM-dd";

    public static string ToStored(this DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);

    public static string? ToStored(this DateOnly? day) => day?.ToStored();

    public static DateOnly? FromStored(string? stored) =>
        DateOnly.TryParseExact(stored, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
