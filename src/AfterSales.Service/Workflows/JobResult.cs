using System.Globalization;
using AfterSales.Feel.Values;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Workflows;

/// <summary>Puts together what an automatic step gives back.</summary>
internal static class JobResult
{
    public static FeelContext Of(params IEnumerable<(string Name, FeelValue Value)> entries) =>
        new(entries.Select(entry => KeyValuePair.Create(entry.Name, entry.Value)));

    public static FeelValue Text(string? text) => FeelValue.Of(text);

    public static FeelValue Texts(IEnumerable<string> texts) => FeelValue.Of(texts.Select(text => FeelValue.Of(text)));

    public static FeelValue Day(DateOnly? day) => FeelValue.Of(day.ToStored());

    /// <summary>A moment as process variables hold it, told in a zone.</summary>
    public static FeelValue Instant(DateTimeOffset? at, TimeZoneInfo zone) => at is { } moment
        ? FeelValue.Of(TimeZoneInfo.ConvertTime(moment, zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture))
        : FeelValue.Null;
}
