using AfterSales.Service.Languages;

namespace AfterSales.Service.Forms;

/// <summary>A form ready to be drawn in any language: questions, answers so far, and what is wrong with them.</summary>
public sealed record FormView
{
    /// <summary>Id of the form; empty for a task that only asks to confirm that it is done.</summary>
    public required string FormId { get; init; }

    public required LocalText Title { get; init; }

    public IReadOnlyList<FormFieldView> Fields { get; init; } = [];

    /// <summary>All mistakes, in the order of the fields, unknown inputs last. Empty before the first submission.</summary>
    public IReadOnlyList<FormError> Errors { get; init; } = [];
}
