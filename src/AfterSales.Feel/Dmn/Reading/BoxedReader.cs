using System.Globalization;
using System.Xml.Linq;
using AfterSales.Feel.Compilation;
using AfterSales.Feel.Parsing;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Dmn.Reading;

/// <summary>
/// Boxed expressions. Each but the decision table is FEEL in another dress and becomes the node that its text would.
/// A new kind of boxed expression is one more method here.
/// </summary>
internal sealed class BoxedReader
{
    private readonly FeelCompiler _feel;
    private readonly NameTable _names;
    private readonly TypeReader _types;
    private readonly Action<XElement, string, int> _report;
    private readonly DecisionTableReader _tables;

    public BoxedReader(FeelCompiler feel, NameTable names, TypeReader types, Action<XElement, string, int> report)
    {
        (_feel, _names, _types, _report) = (feel, names, types, report);
        _tables = new DecisionTableReader(this, types, report);
    }

    /// <summary>The logic of a decision; null when it has none.</summary>
    public Syntax? Logic(XElement parent) => parent.Elements().Select(Read).FirstOrDefault(syntax => syntax is not null);

    /// <summary>The one expression that an element holds.</summary>
    public Syntax Inside(XElement? parent)
    {
        if (parent is not null && Logic(parent) is { } logic)
            return logic;
        return new LiteralSyntax(0, FeelValue.Null);
    }

    public FunctionSyntax Function(XElement xml)
    {
        var parameters = xml.Each("formalParameter").Select(p => (p.Value("name") ?? "", _types.Of(p))).ToList();
        return xml.Value("kind") is null or "FEEL" ? new FunctionSyntax(0, parameters, Inside(xml)) : new FunctionSyntax(0, parameters, null);
    }

    /// <summary>The expression in an element's <c>text</c>; an empty text is null, a wrong one is reported.</summary>
    public Syntax Expression(XElement xml)
    {
        var text = xml.Text();
        if (text.Length == 0)
            return new LiteralSyntax(0, FeelValue.Null);
        if (xml.Value("expressionLanguage") is { Length: > 0 } language && !language.Contains("feel", StringComparison.OrdinalIgnoreCase))
            _report(xml, $"The expression language '{language}' is not supported.", 1);
        try
        {
            return Parser.Expression(text, _feel.FunctionNames, _names, _types.Find);
        }
        catch (FeelSyntaxException error)
        {
            return Wrong(xml, text, error);
        }
    }

    /// <summary>The unary tests in an element's <c>text</c>; an empty text is a dash.</summary>
    public UnaryTestsSyntax Tests(XElement? xml)
    {
        var text = xml.Text();
        if (text.Length == 0)
            return new UnaryTestsSyntax(0, false, []);
        try
        {
            return Parser.UnaryTests(text, _feel.FunctionNames, _names, _types.Find);
        }
        catch (FeelSyntaxException error)
        {
            Wrong(xml!, text, error);
            return new UnaryTestsSyntax(0, false, []);
        }
    }

    private LiteralSyntax Wrong(XElement xml, string text, FeelSyntaxException error)
    {
        var at = error.ToError(text);
        _report(xml.One("text") ?? xml, string.Create(CultureInfo.InvariantCulture, $"{at.Message} (column {at.Column} of \"{Shorten(text)}\")"), at.Line);
        return new LiteralSyntax(0, FeelValue.Null);
    }

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..80] + "…";

    private Syntax? Read(XElement xml)
    {
        Syntax? syntax = xml.Name.LocalName switch
        {
            "literalExpression" => Expression(xml),
            "decisionTable" => _tables.Read(xml),
            "context" => Context(xml),
            "invocation" => Invocation(xml),
            "functionDefinition" => Function(xml),
            "relation" => Relation(xml),
            "list" => new ListSyntax(0, [.. xml.Elements().Select(Read).OfType<Syntax>()]),
            "conditional" => new IfSyntax(0, Inside(xml.One("if")), Inside(xml.One("then")), Inside(xml.One("else"))),
            "filter" => new FilterSyntax(0, Inside(xml.One("in")), Inside(xml.One("match"))),
            "for" => new ForSyntax(0, [Iterator(xml)], Inside(xml.One("return"))),
            "some" => new QuantifiedSyntax(0, false, [Iterator(xml)], Inside(xml.One("satisfies"))),
            "every" => new QuantifiedSyntax(0, true, [Iterator(xml)], Inside(xml.One("satisfies"))),
            _ => null,
        };
        return syntax is null || !xml.Is(xml.Name.LocalName) ? null : Typed(syntax, xml.Value("typeRef") is null ? null : xml);
    }

    private Iterator Iterator(XElement xml) => new(xml.Value("iteratorVariable") ?? "", Inside(xml.One("in")), null);

    private Syntax Typed(Syntax value, XElement? typed) => typed is not null && _types.Of(typed) is var type and not AnyOrNull
        ? new TypedSyntax(value, type, typed.Value("name") ?? "") : value;

    /// <summary>The entries; one without a variable, the last, is the value of the whole.</summary>
    private Syntax Context(XElement xml)
    {
        const string Result = "\0result";
        var entries = new List<(string Name, Syntax Value)>();
        foreach (var entry in xml.Each("contextEntry"))
        {
            var variable = entry.One("variable");
            var name = variable?.Value("name") ?? Result;
            if (entries.Any(known => known.Name == name))
                _report(entry, $"The context has two entries named '{name}'.", 1);
            else
                entries.Add((name, Typed(Inside(entry), variable)));
        }
        var context = new ContextSyntax(0, entries);
        return entries.Count > 0 && entries[^1].Name == Result ? new PathSyntax(0, context, Result) : context;
    }

    private InvocationSyntax Invocation(XElement xml)
    {
        var names = new List<string>();
        var arguments = new List<Syntax>();
        foreach (var binding in xml.Each("binding"))
        {
            var parameter = binding.One("parameter");
            names.Add(parameter?.Value("name") ?? "");
            arguments.Add(Typed(Inside(binding), parameter));
        }
        return new InvocationSyntax(0, Inside(xml), names.Count > 0 ? names : null, arguments);
    }

    private ListSyntax Relation(XElement xml)
    {
        var columns = xml.Each("column").Select(column => column.Value("name") ?? "").ToList();
        var rows = xml.Each("row").Select(row => (Syntax)new ContextSyntax(0,
            [.. columns.Zip(row.Elements().Select(Read).OfType<Syntax>())]));
        return new ListSyntax(0, [.. rows]);
    }
}
