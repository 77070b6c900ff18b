using AfterSales.Feel.Values;

namespace AfterSales.Feel;

/// <summary>The variables an expression may read, by name.</summary>
public interface IFeelScope
{
    /// <summary>The variable's value; false (and FEEL's null) when there is no such variable.</summary>
    bool TryGet(string name, out FeelValue value);
}
