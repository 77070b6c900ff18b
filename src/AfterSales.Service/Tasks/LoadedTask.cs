using AfterSales.Feel;
using AfterSales.Feel.Values;
using AfterSales.Service.Cases;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Tasks;

/// <summary>Everything about a waiting task that its page and its completion need.</summary>
internal sealed record LoadedTask
{
    public required FormSchema Schema { get; init; }

    /// <summary>The process variables the task sees.</summary>
    public required FeelContext Variables { get; init; }

    public required FeelEnvironment Environment { get; init; }

    public CaseSummary? Case { get; init; }

    public LocalText? Instructions { get; init; }

    public IReadOnlyList<string> Requirements { get; init; } = [];

    /// <summary>Name of the record the answers go into.</summary>
    public LocalText? Record { get; init; }

    /// <summary>Title of their section in it.</summary>
    public required LocalText SectionTitle { get; init; }

    public FormView EmptyForm
    {
        get
        {
            var view = FormViews.Empty(Schema, Variables, Environment);
            return view.FormId.Length > 0 ? view : view with { Title = SectionTitle };
        }
    }
}
