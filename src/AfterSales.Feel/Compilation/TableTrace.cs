using AfterSales.Feel.Dmn;

namespace AfterSales.Feel.Compilation;

/// <summary>The inputs and matched rules of the decision tables of one decision.</summary>
internal sealed class TableTrace
{
    public List<DmnInput> Inputs { get; } = [];

    public List<DmnMatchedRule> Rules { get; } = [];
}
