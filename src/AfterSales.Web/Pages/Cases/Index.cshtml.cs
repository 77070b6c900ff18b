using System.Globalization;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Languages;

namespace AfterSales.Web.Pages.Cases;

/// <summary>The cases a reader may see, newest first, narrowed by words, state and kind.</summary>
public sealed class IndexModel(CaseQueries cases, CalendarRegistry calendars) : SitePage
{
    private const int PageSize = 50;

    public CasePage Found { get; private set; } = new([], 0);

    public string? Text { get; private set; }

    /// <summary><c>open</c>, <c>closed</c> or <c>all</c>.</summary>
    public string State { get; private set; } = "open";

    public string? Kind { get; private set; }

    public int Skip { get; private set; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>How times of a case are told: by its own site's clock, as its page and its mails tell them.</summary>
    public LocalFormat FormatOf(ServiceCase one) => LocalFormat.For(T.Language, calendars.FindOrStandard(one.CalendarId).Zone);

    public bool HasOlder => Skip + Found.Items.Count < Found.Total;

    public async Task OnGetAsync(string? q, string? state, string? kind, string? skip, CancellationToken ct)
    {
        Text = string.IsNullOrWhiteSpace(q) ? null : q.Trim();
        // Somebody who searches looks for a case wherever it stands.
        State = state is "open" or "closed" or "all" ? state : Text is null ? "open" : "all";
        Kind = CaseKinds.Find(kind)?.Id;
        Skip = int.TryParse(skip, NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from : 0;
        Found = await cases.ListAsync(
            new CaseFilter
            {
                Text = Text,
                IsOpen = State switch { "open" => true, "closed" => false, _ => null },
                Kinds = Kind is null ? [] : [Kind],
                Skip = Skip,
                Take = PageSize,
            },
            Person, ct);
    }

    /// <summary>This list, otherwise narrowed.</summary>
    public string Address(string? state = null, int skip = 0) => "/cases" + QueryString.Create(new Dictionary<string, string?>
    {
        ["q"] = Text,
        ["state"] = state ?? State,
        ["kind"] = Kind,
        ["skip"] = skip > 0 ? skip.ToString(CultureInfo.InvariantCulture) : null,
    }.Where(pair => pair.Value is not null));

    public int OlderFrom => Skip + PageSize;

    public int NewerFrom => Math.Max(0, Skip - PageSize);
}
