using System.Globalization;
using AfterSales.Service.Customers;
using AfterSales.Service.Registers;

namespace AfterSales.Web.Pages.Customers;

/// <summary>The customers on file, newest first, narrowed by words.</summary>
public sealed class IndexModel(CustomerRegister customers) : SitePage
{
    private const int PageSize = 50;

    public Found<Customer> Found { get; private set; } = new([], 0);

    public string? Text { get; private set; }

    public int Skip { get; private set; }

    public async Task OnGetAsync(string? q, string? skip, CancellationToken ct)
    {
        Text = string.IsNullOrWhiteSpace(q) ? null : q.Trim();
        Skip = int.TryParse(skip, NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from : 0;
        Found = await customers.SearchAsync(Text, Skip, PageSize, ct);
    }

    public string Address(int skip) => "/customers" + QueryString.Create(new Dictionary<string, string?>
    {
        ["q"] = Text, ["skip"] = skip > 0 ? skip.ToString(CultureInfo.InvariantCulture) : null,
    }.Where(pair => pair.Value is not null));

    public int OlderFrom => Skip + PageSize;

    public int NewerFrom => Math.Max(0, Skip - PageSize);
}
