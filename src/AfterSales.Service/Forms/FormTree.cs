using System.Globalization;
using AfterSales.Feel;
using AfterSales.Feel.Values;

namespace AfterSales.Service.Forms;

/// <summary>
/// The fields of a form with their values, and which of them are hidden. Conditions and computed fields may depend on
/// each other, so they are worked out again until nothing changes.
/// </summary>
internal sealed class FormTree
{
    /// <summary>More rows than this in one list are refused.</summary>
    public const int MostRows = 200;

    private const int MostRounds = 8;

    private FormTree(FormSchema schema, FeelContext variables, FeelEnvironment environment)
    {
        Schema = schema;
        Variables = variables;
        Scope = new FormScope(FeelContext.Empty, variables, environment);
    }

    public FormSchema Schema { get; }

    public FeelContext Variables { get; }

    /// <summary>What expressions see: the visible answers over the variables.</summary>
    public FormScope Scope { get; private set; }

    public IReadOnlyList<FormNode> Nodes { get; private set; } = [];

    public IEnumerable<FormNode> All => Nodes.SelectMany(node => node.SelfAndBelow);

    /// <summary>The form as it is first shown: values from the process, then defaults.</summary>
    public static FormTree Prefilled(FormSchema schema, FeelContext variables, FeelEnvironment environment)
    {
        var tree = new FormTree(schema, variables, environment);
        tree.Nodes = tree.Build(schema.Fields, "", RowsFromVariables, variables);
        tree.Prepare();
        tree.Settle();
        return tree;

        static int RowsFromVariables(FormField list, string name, FeelContext values) =>
            FormValueTree.Get(values, list.Path) is FeelList rows ? Math.Min(rows.Count, MostRows) : Math.Clamp(list.DefaultRepetitions, 0, MostRows);
    }

    /// <summary>The form as somebody sent it, before its rules are checked.</summary>
    public static FormTree Submitted(
        FormSchema schema, FeelContext variables, FeelEnvironment environment, IFormValues answers, Action<FormTree, FormNode> read)
    {
        var tree = new FormTree(schema, variables, environment);
        tree.Nodes = tree.Build(schema.Fields, "", (_, name, _) => CountRows(answers, name), variables);
        tree.Prepare();
        foreach (var node in tree.All.Where(node => node.Field.IsAnswered && node.Field.Kind != FormFieldKind.List && !node.ReadOnly))
            read(tree, node);
        tree.Settle();
        return tree;
    }

    /// <summary>The answers of all visible fields.</summary>
    public FeelContext Answers() => Collect(Nodes, FeelContext.Empty);

    private List<FormNode> Build(
        IReadOnlyList<FormField> fields, string prefix, Func<FormField, string, FeelContext, int> countRows, FeelContext values)
    {
        var nodes = new List<FormNode>(fields.Count);
        foreach (var field in fields)
        {
            var node = new FormNode(field, field.Path.Length == 0 ? "" : prefix + field.Path);
            if (field.Kind == FormFieldKind.Group)
                node.Children = Build(field.Fields, prefix, countRows, values);
            else if (field.Kind == FormFieldKind.List)
                node.Rows = BuildRows(node, countRows, values);
            else if (field.Path.Length > 0)
                node.Value = FormValueTree.Get(values, field.Path) is { IsNull: false } known ? known : field.Default ?? FeelValue.Null;
            nodes.Add(node);
        }
        return nodes;
    }

    private List<IReadOnlyList<FormNode>> BuildRows(FormNode list, Func<FormField, string, FeelContext, int> countRows, FeelContext values)
    {
        var known = FormValueTree.Get(values, list.Field.Path) as FeelList;
        var rows = new List<IReadOnlyList<FormNode>>();
        for (var i = 0; i < countRows(list.Field, list.Name, values); i++)
        {
            var row = known is not null && i < known.Count && known.Items[i] is FeelContext context ? context : FeelContext.Empty;
            rows.Add(Build(list.Field.Fields, string.Create(CultureInfo.InvariantCulture, $"{list.Name}[{i}]."), countRows, row));
        }
        return rows;
    }

    /// <summary>Settings that do not change with the answers: options and what is not editable.</summary>
    private void Prepare()
    {
        foreach (var node in All)
        {
            node.ReadOnly = node.Field.Disabled || node.Field.ReadOnly?.Value(Scope) is FeelBoolean { Value: true };
            if (node.Field.HasOptions)
                node.Options = FormOptions.Of(node.Field, Scope);
        }
    }

    private void Settle()
    {
        for (var round = 0; round < MostRounds; round++)
        {
            Scope = Scope.WithAnswers(Answers());
            foreach (var node in All.Where(node => node.Field.Expression is not null))
                node.Value = FeelJson.ToJsonValue(node.Field.Expression!.Value(Scope));
            Scope = Scope.WithAnswers(Answers());
            if (!Hide(Nodes, parentHidden: false, Scope))
                return;
        }
    }

    /// <summary>Works out what is hidden; true when that changed anything.</summary>
    private static bool Hide(IReadOnlyList<FormNode> nodes, bool parentHidden, FormScope scope)
    {
        var changed = false;
        foreach (var node in nodes)
        {
            var hidden = parentHidden || node.Field.HideWhen?.Value(scope) is FeelBoolean { Value: true };
            changed |= hidden != node.Hidden;
            node.Hidden = hidden;
            changed |= Hide(node.Children, hidden, scope);
            foreach (var row in node.Rows)
                changed |= Hide(row, hidden, scope.WithRow(Collect(row, FeelContext.Empty)));
        }
        return changed;
    }

    private static FeelContext Collect(IReadOnlyList<FormNode> nodes, FeelContext into)
    {
        // As in form-js a disabled field only shows something; were it an answer, it would cut the variable it shows down
        // to what is shown of it.
        foreach (var node in nodes.Where(node => !node.Hidden && !node.Field.Disabled))
            into = node.Field.Kind switch
            {
                FormFieldKind.Group => Collect(node.Children, into),
                FormFieldKind.List => FormValueTree.Set(into, node.Field.Path,
                    new FeelList([.. node.Rows.Select(row => Collect(row, FeelContext.Empty))])),
                _ when node.Field.Path.Length > 0 => FormValueTree.Set(into, node.Field.Path, node.Value),
                _ => into,
            };
        return into;
    }

    /// <summary>How many rows of a list were sent: one more than the highest index.</summary>
    private static int CountRows(IFormValues answers, string name)
    {
        var rows = 0;
        foreach (var sent in answers.Names)
        {
            if (!sent.StartsWith(name + "[", StringComparison.Ordinal))
                continue;
            var digits = sent.AsSpan(name.Length + 1);
            var end = digits.IndexOf(']');
            if (end > 0 && int.TryParse(digits[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < MostRows)
                rows = Math.Max(rows, index + 1);
        }
        return rows;
    }
}
