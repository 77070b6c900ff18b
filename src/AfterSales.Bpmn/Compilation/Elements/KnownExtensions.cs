using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;

namespace AfterSales.Bpmn.Compilation.Elements;

/// <summary>
/// Which extensions an element may carry. One that we would have to ignore is refused: the person who drew it expects
/// it to do something.
/// </summary>
internal static class KnownExtensions
{
    public static readonly string[] None = ["properties"];

    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["executionListeners"] = "execution listeners are not supported",
        ["taskListeners"] = "task listeners are not supported",
        ["agentDefinition"] = "agents are not supported",
        ["conditionalFilter"] = "a condition is looked at whenever something has changed",
        ["linkedResources"] = "linked resources are not supported",
        ["jobPriorityDefinition"] = "job priorities are not supported",
        ["userTaskForm"] = "embedded forms are not supported; deploy the form and name it with formId",
    };

    public static void Check(NodeContext context, params ReadOnlySpan<string> allowed)
    {
        foreach (var extension in context.Node.Extensions)
        {
            if (extension.Namespace == BpmnNamespaces.Camunda7)
                context.Report(ProblemCodes.ExtensionUnsupported, extension.Line, $"<camunda:{extension.Name}> belongs to Camunda 7 and is not supported.");
            if (!extension.IsZeebe || extension.Name == "properties" || allowed.Contains(extension.Name))
                continue;
            // Settings of the drawing tool; nothing at run time reads them.
            if (extension.Name.StartsWith("modelerConfiguration", StringComparison.Ordinal))
                continue;
            var reason = Reasons.GetValueOrDefault(extension.Name, "it has no meaning on this element");
            context.Report(ProblemCodes.ExtensionUnsupported, extension.Line, $"<zeebe:{extension.Name}> is refused: {reason}.");
        }
    }

    /// <summary>The <c>zeebe:properties</c> of an element.</summary>
    public static IReadOnlyDictionary<string, string> Properties(ModelNode node)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in node.Zeebe("properties")?.Children ?? [])
            if (property["name"] is { } name)
                properties[name] = property.Attributes.GetValueOrDefault("value", "");
        return properties;
    }
}
