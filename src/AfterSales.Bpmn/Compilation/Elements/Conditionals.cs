using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;

namespace AfterSales.Bpmn.Compilation.Elements;

/// <summary>
/// What <c>zeebe:conditionalFilter</c> says of the conditions that begin a process. Such a condition is asked of the variables that somebody
/// sends, not of changes: names of variables have a meaning there, kinds of changes have none.
/// </summary>
internal static class Conditionals
{
    /// <summary>The names, separated by commas in the file; empty when there is no filter.</summary>
    public static IReadOnlyList<string> VariableNames(EventModel definition) =>
        Filter(definition)?["variableNames"]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Reports filters that a start event of a process cannot have.</summary>
    public static void CheckFilters(NodeContext context, FlowNode start)
    {
        foreach (var filter in start.Events.Select(Filter).OfType<Extension>())
            if (filter["variableEvents"] is not null)
                context.Report(ProblemCodes.ExtensionUnsupported, filter.Line, "The variableEvents of <zeebe:conditionalFilter> have no meaning on an event that begins a process: before it begins no variable is created or changed.");
    }

    private static Extension? Filter(EventModel definition) =>
        definition.Extensions.FirstOrDefault(extension => extension is { IsZeebe: true, Name: "conditionalFilter" });
}
