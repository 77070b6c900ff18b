using System.Buffers.Text;
using System.Security.Cryptography;

namespace AfterSales.Service.Cases;

/// <summary>Codes that open a tracking page to whoever holds them: 144 random bits, 24 URL-safe characters.</summary>
internal static class TrackingCodes
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(18));

    /// <summary>Whether a text can be a code at all; saves a look into the database for everything else.</summary>
    public static bool IsPlausible(string? code) => code is { Length: 24 } && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
