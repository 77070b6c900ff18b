using AfterSales.Web.Api.Domain;

namespace AfterSales.Web.Pages;

/// <summary>Addresses of the pages of customers, equipment and contracts.</summary>
public static class RegisterLinks
{
    public static string Customer(long key) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/customers/{key}");

    public static string Equipment(string serialNumber) => "/equipment/" + PublicAddress.Path(serialNumber);

    public static string EditEquipment(string? serialNumber = null, string? customer = null) =>
        "/equipment/edit" + QueryString.Create(Given(("serial", serialNumber), ("customer", customer)));

    public static string EditContract(string? number = null, string? customer = null, string? serial = null) =>
        "/contracts/edit" + QueryString.Create(Given(("number", number), ("customer", customer), ("serial", serial)));

    private static IEnumerable<KeyValuePair<string, string?>> Given(params (string Name, string? Value)[] pairs) =>
        pairs.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Name, pair.Value));
}
