using AfterSales.Feel;
using AfterSales.Feel.Values;

namespace AfterSales.Service.Forms;

/// <summary>What expressions of a form may read: the answers first, then the variables the process had already.</summary>
internal sealed class FormScope(FeelContext answers, FeelContext variables, FeelEnvironment environment) : IFeelScope
{
    public FeelEnvironment Environment { get; } = environment;

    public bool TryGet(string name, out FeelValue value)
    {
        var answered = answers.TryGet(name, out var answer);
        var known = variables.TryGet(name, out var variable);
        // Answers complaint.cause and variables complaint.limit are both visible as parts of complaint.
        value = answered && known && answer is FeelContext inner && variable is FeelContext outer ? FormValueTree.Merge(outer, inner)
            : answered ? answer
            : variable;
        return answered || known;
    }

    public FormScope WithAnswers(FeelContext newAnswers) => new(newAnswers, variables, Environment);

    /// <summary>Within a row its own fields are seen first.</summary>
    public FormScope WithRow(FeelContext row) => new(answers.WithAll(row.Entries), variables, Environment);
}
