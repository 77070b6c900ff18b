using AfterSales.Feel;
using AfterSales.Feel.Values;
using AfterSales.Service.Attachments;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Forms;

/// <summary>
/// Checks a submission against its schema again, whatever the browser checked: types, rules, conditions, options. Hidden
/// and read-only fields take nothing from the submission; names the form does not know are told as errors, so that a
/// caller who misspells a field learns of it.
/// </summary>
public static class FormValidator
{
    /// <param name="variables">The process variables the task sees: conditions read them, and read-only fields show them.</param>
    /// <param name="environment">The instant and zone of <c>now()</c> and of dates typed without an offset.</param>
    public static FormOutcome Validate(
        FormSchema schema, IFormValues answers, IReadOnlyList<StagedFile> files, FeelContext variables, FeelEnvironment environment, Language language)
    {
        var texts = TextCatalog.For(language);
        var tree = FormTree.Submitted(schema, variables, environment, answers, (_, node) => Read(node, answers, files, environment.Zone, texts));
        var check = new FormRuleCheck(tree, language);
        foreach (var node in tree.All.Where(IsChecked))
            node.Error ??= check.Check(node);
        return new FormOutcome(tree, [.. Errors(tree), .. UnknownNames(tree, answers, files, texts)]);
    }

    private static bool IsChecked(FormNode node) =>
        node.Field.IsAnswered && node.Field.Kind != FormFieldKind.List && node is { Hidden: false, ReadOnly: false };

    private static void Read(FormNode node, IFormValues answers, IReadOnlyList<StagedFile> files, TimeZoneInfo zone, TextCatalog texts)
    {
        node.Texts = answers.Get(node.Name);
        if (node.Field.HoldsFiles || node.Field.Kind == FormFieldKind.Signature)
        {
            node.Files = [.. files.Where(file => file.Field == node.Name)];
            if (node.Files.FirstOrDefault(file => !file.IsTaken) is { } refused)
                node.Error = texts[refused.Problem!, refused.FileName];
        }
        if (node.Field.HoldsFiles)
            node.Value = FormFiles.Value(node.Files);
        // A drawn signature comes as a picture, a typed one as text.
        else if (node.Files.Count > 0)
            node.Value = FeelValue.Of(node.Files[0].Id);
        else
            ReadTyped(node, zone, texts);
    }

    private static void ReadTyped(FormNode node, TimeZoneInfo zone, TextCatalog texts)
    {
        var read = FormAnswers.Read(node, node.Texts, zone);
        node.Value = read.Value;
        if (read.ErrorKey is { } key)
            node.Error = texts[key];
    }

    private static IEnumerable<FormError> Errors(FormTree tree) =>
        tree.All.Where(node => node is { Hidden: false, Error: not null }).Select(node => new FormError(node.Name, node.Error!));

    private static IEnumerable<FormError> UnknownNames(FormTree tree, IFormValues answers, IReadOnlyList<StagedFile> files, TextCatalog texts)
    {
        var known = tree.All.Select(node => node.Name).Where(name => name.Length > 0).ToHashSet(StringComparer.Ordinal);
        return answers.Names.Concat(files.Select(file => file.Field))
            .Where(name => !known.Contains(name))
            .Distinct()
            .Take(20)
            .Select(name => new FormError(name, texts["form.unknownField", name]));
    }
}
