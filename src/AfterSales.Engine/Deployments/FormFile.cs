using System.Text.Json;

namespace AfterSales.Engine.Deployments;

/// <summary>A form file that passed the checks of a deployment.</summary>
internal sealed record FormFile(string Id, string? VersionTag, string Schema)
{
    // Both put foreign markup into a page that people trust.
    private static readonly HashSet<string> Refused = new(StringComparer.Ordinal) { "iframe", "html" };

    /// <summary>Reads a form-js schema; null after adding what is wrong with it to <paramref name="problems"/>.</summary>
    public static FormFile? Read(DeploymentResource resource, List<DeploymentProblem> problems)
    {
        try
        {
            using var document = JsonDocument.Parse(resource.Content, new JsonDocumentOptions { MaxDepth = 64 });
            ReadTexts(document.RootElement);
            return Read(document.RootElement, resource, problems);
        }
        catch (InvalidOperationException)
        {
            problems.Add(new DeploymentProblem(resource.Name, 0, null, "form-json", "The form holds half a character: a \\uD800 to \\uDFFF must stand in a pair, and the file must be UTF-8."));
            return null;
        }
        catch (JsonException cause)
        {
            problems.Add(new DeploymentProblem(resource.Name, (int)(cause.LineNumber ?? -1) + 1, null, "form-json", $"The form is not valid JSON: {cause.Message}"));
            return null;
        }
    }

    // Half characters are valid JSON and no text; reading one throws, and it shall throw here and not when somebody opens the form.
    private static void ReadTexts(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            _ = value.GetString();
        else if (value.ValueKind == JsonValueKind.Array)
            foreach (var item in value.EnumerateArray())
                ReadTexts(item);
        else if (value.ValueKind == JsonValueKind.Object)
            foreach (var property in value.EnumerateObject())
            {
                _ = property.Name;
                ReadTexts(property.Value);
            }
    }

    private static FormFile? Read(JsonElement root, DeploymentResource resource, List<DeploymentProblem> problems)
    {
        var before = problems.Count;
        var id = Text(root, "id");
        if (string.IsNullOrEmpty(id))
            problems.Add(new DeploymentProblem(resource.Name, 0, null, "form-id", "The form has no id."));
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("components", out var components) || components.ValueKind != JsonValueKind.Array)
            problems.Add(new DeploymentProblem(resource.Name, 0, id, "form-components", "The form has no list of components."));
        else
            CheckComponents(components, resource.Name, problems);
        return problems.Count > before ? null : new FormFile(id!, Text(root, "versionTag"), System.Text.Encoding.UTF8.GetString(resource.Content.Span));
    }

    private static void CheckComponents(JsonElement components, string resource, List<DeploymentProblem> problems)
    {
        foreach (var component in components.EnumerateArray())
        {
            var type = Text(component, "type");
            var id = Text(component, "id") ?? Text(component, "key");
            if (type is null)
                problems.Add(new DeploymentProblem(resource, 0, id, "form-component-type", "A component of the form has no type."));
            else if (Refused.Contains(type))
                problems.Add(new DeploymentProblem(
                    resource, 0, id, "form-component-refused", $"Components of type '{type}' are not allowed: they would show foreign content inside the form."));
            if (component.ValueKind == JsonValueKind.Object && component.TryGetProperty("components", out var inner) && inner.ValueKind == JsonValueKind.Array)
                CheckComponents(inner, resource, problems);
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
