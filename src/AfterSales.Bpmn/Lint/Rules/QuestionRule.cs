namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-09: a decision is asked as a question, in each language its name is given in.</summary>
internal sealed class QuestionRule() : LintRule("LINT-09", LintSeverity.Warning)
{
    private static readonly char[] QuestionMarks = ['?', '？', '؟'];

    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        foreach (var scope in process.Scopes)
            foreach (var gateway in scope.Nodes.Where(node => node.IsDecision() && scope.Out(node).Count() > 1))
            {
                var name = gateway.Name?.Trim() ?? "";
                var edits = new List<LintEdit>();
                if (!Asks(name))
                    edits.Add(new LintEdit(LintEditAction.SetAttribute, gateway.Id, "name", name.Length == 0 ? null : name + "?"));
                if (process.Property(gateway, "name.fa") is { } persian && !Asks(persian))
                    edits.Add(new LintEdit(LintEditAction.SetProperty, gateway.Id, "name.fa", persian + "؟"));
                if (process.Property(gateway, "name.zh") is { } chinese && !Asks(chinese))
                    edits.Add(new LintEdit(LintEditAction.SetProperty, gateway.Id, "name.zh", chinese + "？"));
                if (edits.Count > 0)
                    yield return Finding(process, name.Length == 0 ? "unnamed" : "no-question", gateway, new LintFix("rename", LintTexts.Get("fix.ask"), edits));
            }
    }

    private static bool Asks(string name) => name.Length > 0 && QuestionMarks.Contains(name[^1]);
}
