using System.Globalization;
using AfterSales.Service.Equipment;
using AfterSales.Service.Registers;

namespace AfterSales.Web.Pages.Equipment;

/// <summary>The products on file, newest first, narrowed by words and state.</summary>
public sealed class IndexModel(EquipmentRegister equipment) : SitePage
{
    private const int PageSize = 50;

    public Found<EquipmentItem> Found { get; private set; } = new([], 0);

    public string? Text { get; private set; }

    public string? State { get; private set; }

    public int Skip { get; private set; }

    public async Task OnGetAsync(string? q, string? state, string? skip, CancellationToken ct)
    {
        Text = string.IsNullOrWhiteSpace(q) ? null : q.Trim();
        State = EquipmentStates.All.Contains(state) ? state : null;
        Skip = int.TryParse(skip, NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from : 0;
        Found = await equipment.SearchAsync(Text, null, State, Skip, PageSize, ct);
    }

    public string Address(int skip) => "/equipment" + QueryString.Create(new Dictionary<string, string?>
    {
        ["q"] = Text, ["state"] = State, ["skip"] = skip > 0 ? skip.ToString(CultureInfo.InvariantCulture) : null,
    }.Where(pair => pair.Value is not null));

    public int OlderFrom => Skip + PageSize;

    public int NewerFrom => Math.Max(0, Skip - PageSize);
}
