using AfterSales.Feel.Parsing;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Compilation;

/// <summary>Names and paths.</summary>
internal sealed partial class ExpressionCompiler
{
    private Evaluator Name(NameSyntax syntax, Binding? scope)
    {
        var (name, hops, filters) = (syntax.Name, 0, new List<int>());
        for (var binding = scope; binding is not null; binding = binding.Outer, hops++)
        {
            if (binding.Name == name)
                return Shadowed(name, filters, Local(hops));
            if (binding.IsFilterItem)
                filters.Add(hops);
        }
        _variables.Add(name);
        return Shadowed(name, filters, Global(syntax));
    }

    private static Evaluator Local(int hops) => hops switch
    {
        0 => frame => frame.Value,
        1 => frame => frame.Parent!.Value,
        _ => frame => frame.Up(hops).Value,
    };

    private Evaluator Global(NameSyntax syntax)
    {
        var name = syntax.Name;
        FeelValue? function = functions.GetValueOrDefault(name);
        return frame =>
        {
            if (frame.Evaluation.Scope.TryGet(name, out var value))
                return value;
            return function ?? frame.Evaluation.Fail(syntax.Position, $"No variable named '{name}' is known here.");
        };
    }

    /// <summary>Inside filters, an entry of the item at hand goes before what lies outside.</summary>
    private static Evaluator Shadowed(string name, List<int> filters, Evaluator outside)
    {
        if (filters.Count == 0)
            return outside;
        var hops = filters.ToArray();
        return frame =>
        {
            foreach (var hop in hops)
                if (frame.Up(hop).Value is FeelContext item && item.TryGet(name, out var entry))
                    return entry;
            return outside(frame);
        };
    }

    private Evaluator Path(PathSyntax path, Binding? scope)
    {
        var target = Compile(path.Target, scope);
        var (name, position) = (path.Name, path.Position);
        return frame =>
        {
            var value = target(frame);
            return value is FeelContext context && context.TryGet(name, out var entry) ? entry
                : Properties.Read(value, name, frame.Evaluation, position);
        };
    }
}
