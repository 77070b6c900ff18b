using System.Text.Json;
using AfterSales.Feel;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Forms;

/// <summary>
/// A form-js schema (version 19), read and compiled: questions, rules and conditions. Immutable; one instance serves all
/// submissions. Components that could bring foreign code or content into a page (html, iframe) and those that have no
/// meaning on the server (table, document preview, button actions) are refused by name.
/// </summary>
public sealed class FormSchema
{
    /// <summary>A form with more components than this is refused.</summary>
    public const int MostComponents = 400;

    internal FormSchema(string id, LocalText title, IReadOnlyList<FormField> fields) =>
        (Id, Title, Fields, Roots) = (id, title, fields, RootsOf(fields).ToHashSet(StringComparer.Ordinal));

    public string Id { get; }

    public LocalText Title { get; }

    internal IReadOnlyList<FormField> Fields { get; }

    /// <summary>The variables its answers go into: the first parts of the fields' paths.</summary>
    internal IReadOnlySet<string> Roots { get; }

    /// <summary>The form of a task that has none: it only asks to confirm that the step is done.</summary>
    public static FormSchema None { get; } = new("", new LocalText(""), []);

    private static IEnumerable<string> RootsOf(IEnumerable<FormField> fields) => fields.SelectMany(field =>
        field.Kind == FormFieldKind.Group ? RootsOf(field.Fields)
        : field is { IsAnswered: true, Disabled: false, Path.Length: > 0 } ? [field.Path.Split('.')[0]]
        : []);

    /// <summary>Reads a schema; what is wrong comes back as problems, never as an exception.</summary>
    public static FormParse Parse(string json, FeelCompiler feel)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32 });
            return FormSchemaReader.Read(document.RootElement, feel);
        }
        catch (JsonException e)
        {
            return new FormParse(null, [new FormProblem(null, $"The form is not JSON: {e.Message}")]);
        }
    }
}
