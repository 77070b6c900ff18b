namespace AfterSales.Service.Calendars;

/// <summary>The calendar files embedded in this assembly.</summary>
internal static class ShippedCalendars
{
    public static IReadOnlyList<CalendarFile> Files()
    {
        var assembly = typeof(ShippedCalendars).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("Calendars/", StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal))
            .Select(name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                return CalendarFile.Parse(bytes.ToArray());
            })];
    }

    public static IReadOnlyList<WorkingCalendar> Read()
    {
        var files = Files().ToDictionary(file => file.Id);
        return [.. files.Values.Select(file => (file.Extends is { } basis ? file.Over(files[basis]) : file).Build())];
    }
}
