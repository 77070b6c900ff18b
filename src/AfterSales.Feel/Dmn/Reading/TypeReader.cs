using System.Xml.Linq;
using AfterSales.Feel.Parsing;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Dmn.Reading;

/// <summary>Item definitions and references to types.</summary>
internal sealed class TypeReader
{
    private readonly Dictionary<string, XElement> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FeelType> _types = new(StringComparer.Ordinal);
    private readonly FeelCompiler _feel;
    private readonly NameTable _names;
    private readonly Action<XElement, string, int> _report;

    public TypeReader(XElement root, FeelCompiler feel, NameTable names, Action<XElement, string, int> report)
    {
        (_feel, _names, _report) = (feel, names, report);
        foreach (var definition in root.Each("itemDefinition"))
            _definitions.TryAdd(definition.Value("name") ?? "", definition);
    }

    /// <summary>The type an element's <c>typeRef</c> names; without one, everything.</summary>
    public FeelType Of(XElement? element)
    {
        if (element?.Value("typeRef") is not { Length: > 0 } name)
            return AnyOrNull.Instance;
        if (Find(name) is { } type)
            return type == FeelType.Any ? AnyOrNull.Instance : type;
        _report(element, $"There is no type '{name}'.", 1);
        return AnyOrNull.Instance;
    }

    /// <summary>The type of this name; null when there is none.</summary>
    public FeelType? Find(string name)
    {
        var local = name[(name.LastIndexOf(':') + 1)..]; // "feel:number" in files of older versions
        if (_types.TryGetValue(name, out var known))
            return known;
        if (!_definitions.TryGetValue(name, out var definition))
            return FeelType.Simple(local);
        _types[name] = AnyOrNull.Instance; // a type that holds itself is checked one level deep
        return _types[name] = Define(definition);
    }

    private FeelType Define(XElement definition)
    {
        var components = definition.Each("itemComponent").ToList();
        FeelType type;
        if (components.Count > 0)
            type = new ContextType([.. components.Select(c => (c.Value("name") ?? "", Define(c)))]);
        else if (definition.One("typeRef")?.Value.Trim() is { Length: > 0 } name)
            type = Find(name) ?? Unknown(definition, name);
        else
            type = definition.One("functionItem") is not null ? FeelType.Simple("function")! : AnyOrNull.Instance;
        type = Restrict(type, definition.One("allowedValues"));
        if (definition.Value("isCollection") == "true")
            type = new ListType(type);
        return Restrict(type, definition.One("typeConstraint"));
    }

    private AnyOrNull Unknown(XElement definition, string name)
    {
        _report(definition, $"There is no type '{name}'.", 1);
        return AnyOrNull.Instance;
    }

    private FeelType Restrict(FeelType type, XElement? constraint)
    {
        if (constraint is null || constraint.Text().Length == 0)
            return type;
        var parse = _feel.UnaryTests(constraint.Text(), _names, Find);
        if (parse.IsOk)
            return new RestrictedType(type, parse.Value);
        _report(constraint, $"The allowed values are no unary tests: {parse.Error}.", parse.Error.Line);
        return type;
    }
}
