using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;
using AfterSales.Service.Calendars;

namespace AfterSales.Service.Deadlines;

/// <summary>What a limit needs to know of its case, read from the process variable <c>case</c>; without one, the standard calendar and no number.</summary>
internal sealed record CaseInSight(string? Number, string CalendarId, DateTimeOffset? ReceivedAt)
{
    public static CaseInSight Of(FeelValue? variable)
    {
        if (variable is not FeelContext context)
            return new(null, CalendarRegistry.StandardId, null);
        return new(
            Text(context, "number"),
            Text(context, "calendar") ?? CalendarRegistry.StandardId,
            context.Entries.GetValueOrDefault("receivedAt") switch
            {
                FeelString { Value: var text } => IsoInstant.Read(text, TimeZoneInfo.Utc),
                FeelDateTime at => at.ToDateTimeOffset(TimeZoneInfo.Utc),
                _ => null,
            });
    }

    public static CaseInSight Of(InstanceState instance, long scopeKey) =>
        Of(instance.FindVariable(scopeKey, "case") ?? instance.FindVariable(instance.ProcessInstanceKey, "case"));

    private static string? Text(FeelContext context, string name) =>
        context.Entries.GetValueOrDefault(name) is FeelString { Value: { Length: > 0 } text } ? text : null;
}
