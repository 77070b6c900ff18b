using AfterSales.Service.Forms;
using AfterSales.Web.Languages;

namespace AfterSales.Web.Forms;

/// <summary>One line of the summary above a refused form.</summary>
/// <param name="ElementId">The input the line links to; null for a mistake that belongs to no input.</param>
public sealed record ProblemLine(string? ElementId, string Label, string Message)
{
    /// <summary>The mistakes of a form, with the names of their fields where the form has them.</summary>
    public static IReadOnlyList<ProblemLine> Of(FormView form, Reader reader)
    {
        var fields = Flatten(form.Fields).Where(field => field.Name.Length > 0).DistinctBy(field => field.Name).ToDictionary(field => field.Name);
        return [.. form.Errors.Select(error => fields.TryGetValue(error.Field, out var field)
            ? new ProblemLine(field.ElementId, reader.Pick(field.Label), error.Message)
            : new ProblemLine(null, error.Message, error.Message))];
    }

    private static IEnumerable<FormFieldView> Flatten(IEnumerable<FormFieldView> fields) =>
        fields.SelectMany(field => Flatten(field.Fields).Concat(field.Rows.SelectMany(Flatten)).Prepend(field));
}
