using System.Text.RegularExpressions;

namespace AfterSales.Service.Customers;

/// <summary>What counts as an address or a number to reach somebody under. Both are only checked for shape; whether they work shows the first mail.</summary>
internal static partial class Contacts
{
    public static bool IsEmail(string text) => text.Length <= 254 && Email().IsMatch(text);

    public static bool IsPhone(string text) => Phone().IsMatch(text);

    [GeneratedRegex(@"^[^\s@<>"",;:\\]+@[^\s@<>"",;:\\]+\.[^\s@<>"",;:\\.]{2,}$")]
    private static partial Regex Email();

    [GeneratedRegex(@"^\+?[0-9][0-9 ()/.-]{4,24}$")]
    private static partial Regex Phone();
}
