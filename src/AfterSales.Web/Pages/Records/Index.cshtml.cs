using System.Globalization;
using AfterSales.Service.Cases;
using AfterSales.Service.Records;

namespace AfterSales.Web.Pages.Records;

/// <summary>Filled forms over all cases the reader may see, found by form, kind and words (RPT-21).</summary>
public sealed class IndexModel(RecordSearch records) : SitePage
{
    private const int PageSize = 50;

    public RecordPage Found { get; private set; } = new([], 0);

    public string? Text { get; private set; }

    public string? Type { get; private set; }

    public string? Kind { get; private set; }

    public int Skip { get; private set; }

    public bool HasOlder => Skip + Found.Items.Count < Found.Total;

    public int OlderFrom => Skip + PageSize;

    public int NewerFrom => Math.Max(0, Skip - PageSize);

    /// <summary>All forms by the name the reader reads.</summary>
    public IEnumerable<RecordType> Types => RecordCatalog.All.OrderBy(type => T.Pick(type.Name), StringComparer.CurrentCulture);

    public async Task OnGetAsync(string? q, string? type, string? kind, string? skip, CancellationToken ct)
    {
        Text = string.IsNullOrWhiteSpace(q) ? null : q.Trim();
        Type = RecordCatalog.All.FirstOrDefault(known => known.Id == type)?.Id;
        Kind = CaseKinds.Find(kind)?.Id;
        Skip = int.TryParse(skip, NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from : 0;
        Found = await records.FindAsync(new RecordFilter { Text = Text, TypeId = Type, Kind = Kind, Skip = Skip, Take = PageSize }, Person, ct);
    }

    /// <summary>The same search elsewhere: another page of it, or the export.</summary>
    public string Address(string path, int skip = 0)
    {
        var isPage = path == "/records";
        return path + QueryString.Create(new Dictionary<string, string?>
        {
            [isPage ? "q" : "text"] = Text,
            ["type"] = Type,
            ["kind"] = Kind,
            ["skip"] = isPage && skip > 0 ? skip.ToString(CultureInfo.InvariantCulture) : null,
        }.Where(pair => pair.Value is not null));
    }
}
