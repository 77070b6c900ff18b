namespace AfterSales.Service.Languages;

/// <summary>
/// The languages the product speaks (OPN-43). Stored and sent as their code (<c>en</c>, <c>fa</c>, <c>zh</c>), never by number:
/// see <see cref="LanguageCodes"/>.
/// </summary>
public enum Language
{
    /// <summary>English, left to right, Gregorian dates.</summary>
    English,

    /// <summary>Persian, right to left, solar (Jalali) dates and Persian digits.</summary>
    Persian,

    /// <summary>Simplified Chinese, left to right, Gregorian dates.</summary>
    Chinese,
}
