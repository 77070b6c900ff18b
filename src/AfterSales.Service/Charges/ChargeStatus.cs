namespace AfterSales.Service.Charges;

/// <summary>Where the money for one service stands.</summary>
public static class ChargeStatus
{
    /// <summary>Nothing to pay: the company pays, or the amount is nought.</summary>
    public const string Free = "free";

    /// <summary>The customer owes it.</summary>
    public const string Open = "open";

    /// <summary>Collected on site, or confirmed by finance.</summary>
    public const string Paid = "paid";

    /// <summary>Not paid after all reminders: finance goes on.</summary>
    public const string Arrears = "arrears";

    /// <summary>Given back.</summary>
    public const string Credited = "credited";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Free, Open, Paid, Arrears, Credited];
}
