using System.Text.RegularExpressions;
using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>
/// LINT-42: nothing is left out: no to-do marks, no unnamed symbols, names in all three languages, forms and decisions that exist,
/// a due date for each task of a person.
/// </summary>
internal sealed partial class NothingLeftOutRule() : LintRule("LINT-42", LintSeverity.Warning)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        foreach (var element in Elements(process))
        {
            if (ToDo().Match($"{element.Name}\n{element.Documentation}") is { Success: true } mark)
                yield return Finding(process, "to-do", element, null, ("mark", mark.Value.Trim()));
            if (string.IsNullOrWhiteSpace(element.Name))
                continue;
            var missing = new List<(string, string?)>();
            if (!InScript(process.Property(element, "name.fa"), PersianLetter()))
                missing.Add(("name.fa", null));
            if (!InScript(process.Property(element, "name.zh"), ChineseLetter()))
                missing.Add(("name.zh", null));
            if (missing.Count > 0)
                yield return Finding(process, "untranslated", element, SetProperties(element, "fix.fill-property", [.. missing]),
                    ("languages", LintTexts.Get(missing.Count > 1 ? "languages.both" : $"languages.{missing[0].Item1[^2..]}")));
        }
        foreach (var note in process.Model.Content.Notes.Where(note => ToDo().IsMatch(note)))
            yield return Finding(process, "to-do", process.Model, null, ("mark", note));
        foreach (var scope in process.Scopes)
            foreach (var node in scope.Nodes.Where(node => string.IsNullOrWhiteSpace(node.Name) && NeedsName(scope, node)))
                yield return Finding(process, "unnamed", node, new LintFix(
                    "rename", LintTexts.Get("fix.fill-name"), [new LintEdit(LintEditAction.SetAttribute, node.Id, "name", null)]), ("kind", node.Kind));
        foreach (var finding in process.Tasks.SelectMany(task => Work(process, task)))
            yield return finding;
    }

    private IEnumerable<LintFinding> Work(LintedProcess process, FlowNode task)
    {
        if (task.Kind == "userTask")
        {
            var form = task.Zeebe("formDefinition")?["formId"];
            if (form is null && task.Zeebe("formDefinition")?["externalReference"] is null)
                yield return Finding(process, "no-form", task);
            else if (form is not null && form[0] != '=' && process.Library.Forms is { } forms && forms.FieldsOf(form) is null)
                yield return Finding(process, "unknown-form", task, null, ("form", form));
            if (task.Zeebe("taskSchedule")?["dueDate"] is null)
                yield return Finding(process, "no-due-date", task);
        }
        if (task.Zeebe("calledDecision")?["decisionId"] is { } decision && decision[0] != '=' && process.Library.Decisions is { } decisions && !decisions.Contains(decision))
            yield return Finding(process, "unknown-decision", task, null, ("decision", decision));
    }

    private static IEnumerable<ModelNode> Elements(LintedProcess process) =>
        process.Nodes.Cast<ModelNode>().Concat(process.Scopes.SelectMany(scope => scope.Flows)).Concat(process.Lanes).Concat(process.Data)
            .Concat(process.Pools.Where(pool => !IsNamedAfterProcess(process, pool))).Append(process.Model);

    /// <summary>A pool with the name of its process and none in other languages is called as its process is, wherever it is drawn.</summary>
    private static bool IsNamedAfterProcess(LintedProcess process, ModelNode pool) =>
        pool.Name == process.Model.Name && process.Property(pool, "name.fa") is null && process.Property(pool, "name.zh") is null;

    /// <summary>A gateway with one way out, or that takes all of them, says nothing.</summary>
    private static bool NeedsName(FlowGraph scope, FlowNode node) =>
        // Unnamed starts, ends and decisions have rules of their own.
        !node.IsStart() && !node.IsEnd() && !(node.IsDecision() && scope.Out(node).Count() > 1)
        && !(node.IsGateway() && (scope.Out(node).Count() < 2 || node.Kind is "parallelGateway" or "eventBasedGateway"));

    /// <summary>A name that consists of digits is the same in every language.</summary>
    private static bool InScript(string? name, Regex letter) => name is not null && letter.IsMatch(name);

    [GeneratedRegex(@"\b(?:TODO|TBD|FIXME|XXX)\b|\?\?\?|待定|待办|تکمیل شود", RegexOptions.ExplicitCapture)]
    private static partial Regex ToDo();

    [GeneratedRegex(@"\p{IsArabic}|[0-9]")]
    private static partial Regex PersianLetter();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}|[0-9]")]
    private static partial Regex ChineseLetter();
}
