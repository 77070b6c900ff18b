using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages;

/// <summary>A page with a form of its own for one entry: mistakes are told by field and everything entered is kept.</summary>
public abstract class EntryPage : SitePage
{
    public IReadOnlyList<ProblemLine> Problems { get; private set; } = [];

    /// <summary>What is wrong with a field, or null.</summary>
    public string? ProblemOf(string field) => ModelState.TryGetValue(field, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    /// <summary>A line of the form.</summary>
    public LineInput Line(string field, string label, string? value, bool required = false, string? hint = null, string? width = "half", string? direction = "auto", int max = 200, string type = "text") =>
        new(field, label, value, required, ProblemOf(field)) { Hint = hint, Width = width, Direction = direction, MaxLength = max, Type = type, AutoFill = "off" };

    /// <summary>A day of the form, in the reader's calendar.</summary>
    public FieldInput Day(string field, string label, string? value, bool required = false, string? hint = null) => new(
        new FormFieldView
        {
            Name = field, ElementId = field, Kind = FormFieldKind.Date, Label = new LocalText(label), Hint = hint is null ? null : new LocalText(hint), Required = required,
            Value = PostedForm.IsoDate(value ?? ""), Error = ProblemOf(field), Columns = 8,
        },
        []);

    /// <summary>The form again, with what is wrong.</summary>
    protected IActionResult Again(IReadOnlyList<FormError> errors, Func<string, string> label)
    {
        Problems = [.. errors.Select(error => new ProblemLine(error.Field, label(error.Field), error.Message))];
        foreach (var error in errors)
            ModelState.AddModelError(error.Field, error.Message);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
