using AfterSales.Service.Registers;
using Microsoft.AspNetCore.Mvc;
using Directory = AfterSales.Service.People.Directory;

namespace AfterSales.Web.Pages.Equipment;

/// <summary>A product: facts, warranty, contracts, work orders, and those of its cases the reader may see.</summary>
public sealed class EquipmentModel(EquipmentRegister equipment, Directory people) : SitePage
{
    /// <summary>Managers and process owners keep the contracts.</summary>
    public bool MayChangeContracts => Person.SeesEverything;

    public string? NameOf(string? technician) => technician is null ? null : people.ById(technician) is { } person ? T.Pick(person.Name) : technician;

    public EquipmentView View { get; private set; } = null!;

    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(string serial, CancellationToken ct)
    {
        if (await equipment.GetAsync(serial, Person, ct) is not { } view)
            return Missing();
        View = view;
        Today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Clock.GetUtcNow(), T.Zone).DateTime);
        return Page();
    }
}
