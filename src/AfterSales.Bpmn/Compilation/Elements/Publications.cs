using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;

namespace AfterSales.Bpmn.Compilation.Elements;

/// <summary>Messages that the engine publishes itself: <c>zeebe:publishMessage</c>, or nothing but the message.</summary>
internal static class Publications
{
    /// <summary>Long enough for a receiver that is busy with something else; short enough that forgotten messages go.</summary>
    private static readonly TimerEvent ThirtyDays = new(TimerKind.Duration, new CompiledValue("P30D", null));

    public static PublishDefinition? Compile(NodeContext context, FlowNode node, Events events)
    {
        var reference = node["messageRef"] is { } direct ? Xml.Reference(direct) : node.Events.First(definition => definition.Kind == "messageEventDefinition").Reference;
        if (events.Message(context, reference, node.Line, needsCorrelation: false) is not { } message)
            return null;
        var publish = node.Zeebe("publishMessage");
        var line = publish?.Line ?? node.Line;
        return new PublishDefinition(
            message.MessageName,
            context.Value(publish?["correlationKey"], line, "correlation key") ?? message.CorrelationKey,
            context.Value(publish?["messageId"], line, "message id"),
            context.Value(publish?["timeToLive"], line, "time to live", IsDuration, "a duration such as PT1H") is { } life ? new TimerEvent(TimerKind.Duration, life) : ThirtyDays);
    }

    private static bool IsDuration(string text) =>
        new TimerEvent(TimerKind.Duration, new CompiledValue(text, null)).Schedule(Feel.Values.FeelContext.Empty, new Feel.FeelEnvironment(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc)).Schedule is not null;
}
