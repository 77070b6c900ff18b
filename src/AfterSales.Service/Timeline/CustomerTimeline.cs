using AfterSales.Service.Languages;

namespace AfterSales.Service.Timeline;

/// <summary>
/// The words of a case's timeline for its customer: <c>timeline.{Kind}.customer</c> speaks to him, <c>timeline.{Kind}.customerDetail</c>
/// repeats what he wrote himself. Who of the staff did what, and why, stays inside.
/// </summary>
/// <remarks>A status the case comes back to says so. Of lines that read the same only the latest is kept.</remarks>
internal sealed class CustomerTimeline(Language language, People.Directory people, TimeZoneInfo zone)
{
    /// <summary>Where the catalogue keeps the words for a status the case takes.</summary>
    public const string Statuses = "case.forCustomer";

    /// <summary>Where it keeps those for one the case returns to; the others read as the first time.</summary>
    public const string StatusesAgain = "case.forCustomerAgain";

    private readonly TimelineWords _first = new(language, people, zone, Statuses);
    private readonly TimelineWords _again = new(language, people, zone, StatusesAgain);

    /// <summary>Entries oldest first, with their facts, in the customer's words.</summary>
    public IReadOnlyList<TimelineLine> Tell(IEnumerable<(TimelineLine Line, IReadOnlyDictionary<string, TimelineValue> Facts)> entries)
    {
        var titles = new HashSet<string>(StringComparer.Ordinal);
        var lines = new List<TimelineLine>();
        foreach (var (line, facts) in entries)
        {
            var title = Title(_first, line.Kind, facts);
            if (!titles.Add(title))
                title = Title(_again, line.Kind, facts);
            var detail = _first.Find($"timeline.{line.Kind}.customerDetail", facts);
            lines.RemoveAll(earlier => earlier.Title == title && earlier.Detail == detail);
            lines.Add(line with { Title = title, Detail = detail, ActorName = null });
        }
        return lines;
    }

    private static string Title(TimelineWords words, string kind, IReadOnlyDictionary<string, TimelineValue> facts) =>
        words.Find($"timeline.{kind}.customer", facts) ?? words.Title(kind, facts);
}
