using AfterSales.Bpmn.Lint;
using AfterSales.Service.Forms;

namespace AfterSales.Service.Lint;

/// <summary>The fields of known forms as the rules ask for them (LINT-39, LINT-42). A form that cannot be read has no fields.</summary>
internal sealed class FormAnswers(IReadOnlyDictionary<string, FormSchema> forms) : ILintForms
{
    public IReadOnlyList<LintField>? FieldsOf(string formId) =>
        forms.TryGetValue(formId, out var form) ? [.. form.Fields.SelectMany(Answered)] : null;

    private static IEnumerable<LintField> Answered(FormField field)
    {
        if (field.Kind == FormFieldKind.Group)
            return field.Fields.SelectMany(Answered);
        // What is shown and cannot be changed is not answered; options that are worked out are not known here.
        return field.IsAnswered && !field.Disabled && field.Path.Length > 0
            ? [new LintField(field.Path, field.OptionsFrom is null ? [.. field.Options.Select(option => option.Posted)] : [])]
            : [];
    }
}
