using System.Globalization;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;

namespace AfterSales.Bpmn.Compilation.Elements;

/// <summary><c>zeebe:taskDefinition</c> and <c>zeebe:taskHeaders</c>: work for a job worker.</summary>
internal static class Jobs
{
    private static readonly CompiledValue ThreeRetries = new("3", null);

    /// <summary>Null when the element has no task definition.</summary>
    public static JobDefinition? Compile(NodeContext context)
    {
        if (context.Node.Zeebe("taskDefinition") is not { } definition)
            return null;
        if (definition["type"] is null)
            context.Report(ProblemCodes.ExtensionInvalid, definition.Line, "<zeebe:taskDefinition> has no type: no worker would know the job.");
        var type = context.Value(definition["type"], definition.Line, "job type");
        var retries = context.Value(definition["retries"], definition.Line, "number of retries", IsCount, "a whole number");
        return new JobDefinition(type ?? new CompiledValue("", null), retries ?? ThreeRetries, Headers(context.Node));
    }

    /// <summary>As <see cref="Compile"/>; its absence is reported.</summary>
    public static JobDefinition? Require(NodeContext context, string what)
    {
        var job = Compile(context);
        if (job is null)
            context.Report(ProblemCodes.ExtensionMissing, $"{what} needs a <zeebe:taskDefinition> that says which worker does the job.");
        return job;
    }

    /// <summary>Header values are always literal.</summary>
    public static IReadOnlyDictionary<string, string> Headers(ModelNode node)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var header in node.Zeebe("taskHeaders")?.Children ?? [])
            if (header["key"] is { } key)
                headers[key] = header.Attributes.GetValueOrDefault("value", "");
        return headers;
    }

    private static bool IsCount(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
