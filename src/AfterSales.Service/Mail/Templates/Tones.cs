namespace AfterSales.Service.Mail.Templates;

/// <summary>The colours of the due box in light mode, inline in each cell; the dark ones stand in the page's style sheet.</summary>
internal static class Tones
{
    public static string Colour(string? tone) => tone switch
    {
        "warn" => "#8A4F00",
        "bad" => "#B0241C",
        _ => "#475263",
    };

    public static string Ground(string? tone) => tone switch
    {
        "warn" => "#FCEFD8",
        "bad" => "#FBE7E5",
        _ => "#ECEFF3",
    };
}
