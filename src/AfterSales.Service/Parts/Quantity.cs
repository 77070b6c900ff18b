namespace AfterSales.Service.Parts;

/// <summary>Quantities as the database holds them: thousandths of the part's unit.</summary>
internal static class Quantity
{
    public static long ToStored(this decimal quantity) => (long)(quantity * 1000);

    public static decimal FromStored(long stored) => stored / 1000m;
}
