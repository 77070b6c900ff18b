using AfterSales.Feel.Values;

namespace AfterSales.Feel.Compilation;

/// <summary>A compiled expression.</summary>
internal delegate FeelValue Evaluator(Frame frame);

/// <summary>
/// One local binding (a loop variable, a parameter, a context entry, the item of a filter) on top of the outer ones.
/// The compiler knows how many frames up a name is bound, so reading it needs no dictionary.
/// </summary>
internal sealed class Frame(Evaluation evaluation, Frame? parent, FeelValue value)
{
    public Evaluation Evaluation { get; } = evaluation;

    public Frame? Parent { get; } = parent;

    public FeelValue Value { get; set; } = value;

    public Frame With(FeelValue inner) => new(Evaluation, this, inner);

    public Frame Up(int count)
    {
        var frame = this;
        for (; count > 0; count--)
            frame = frame.Parent!;
        return frame;
    }
}
