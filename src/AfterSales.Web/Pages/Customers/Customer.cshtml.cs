using AfterSales.Service.Cases;
using AfterSales.Service.Contracts;
using AfterSales.Service.Customers;
using AfterSales.Service.Equipment;
using AfterSales.Service.Registers;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Customers;

/// <summary>A customer with sites, equipment, contracts and those of his cases the reader may see.</summary>
public sealed class CustomerModel(CustomerRegister customers, EquipmentRegister equipment, ContractRegister contracts, CaseQueries cases) : SitePage
{
    /// <summary>Managers and process owners keep the contracts.</summary>
    public bool MayChangeContracts => Person.SeesEverything;

    public Customer Customer { get; private set; } = null!;

    public IReadOnlyList<Site> Sites { get; private set; } = [];

    public IReadOnlyList<EquipmentItem> Equipment { get; private set; } = [];

    public IReadOnlyList<Contract> Contracts { get; private set; } = [];

    public CasePage Cases { get; private set; } = new([], 0);

    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(long key, CancellationToken ct)
    {
        if (await customers.FindAsync(key, ct) is not { } found)
            return Missing();
        Customer = found;
        Today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Clock.GetUtcNow(), T.Zone).DateTime);
        Sites = await customers.SitesAsync(key, ct: ct);
        Equipment = (await equipment.SearchAsync(null, key, null, 0, 200, ct)).Items;
        Contracts = (await contracts.SearchAsync(null, key, null, 0, 200, ct)).Items;
        Cases = await cases.ListAsync(new CaseFilter { CustomerKey = key, Take = 100 }, Person, ct);
        return Page();
    }
}
