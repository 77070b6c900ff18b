using AfterSales.Feel;

namespace AfterSales.Service.Forms;

/// <summary>One reading of a schema: compiles its expressions and gathers what is wrong.</summary>
internal sealed class FormReading(FeelCompiler feel)
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private int _components;

    public List<FormProblem> Problems { get; } = [];

    /// <summary>The component being read, for problems found while reading its settings.</summary>
    public string? ComponentId { get; set; }

    public FeelExpression? Compile(string source, string where)
    {
        var parse = feel.Expression(source);
        if (parse.IsOk)
            return parse.Value;
        Refuse($"The expression of '{where}' cannot be read at position {parse.Error.Position}: {parse.Error.Message}");
        return null;
    }

    public void Refuse(string message) => Problems.Add(new FormProblem(ComponentId, message));

    /// <summary>Counts a component; false when the form is larger than any sensible one.</summary>
    public bool Count() => ++_components <= FormSchema.MostComponents;

    /// <summary>The list whose rows are being read; keys need to differ within it only.</summary>
    public string List { get; set; } = "";

    /// <summary>Two fields of one key would overwrite each other's answers, unless only one of them is ever shown.</summary>
    public bool Claim(string key) => _keys.Add(List + key);
}
