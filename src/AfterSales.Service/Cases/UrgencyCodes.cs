namespace AfterSales.Service.Cases;

/// <summary>The spelling of urgencies in storage, process variables and the API.</summary>
public static class UrgencyCodes
{
    public static IReadOnlyList<Urgency> All { get; } = Enum.GetValues<Urgency>();

    public static string Code(this Urgency urgency) => urgency switch
    {
        Urgency.High => "high",
        Urgency.Urgent => "urgent",
        _ => "normal",
    };

    /// <summary>False for anything but the three codes; nothing given means normal.</summary>
    public static bool TryParse(string? code, out Urgency urgency)
    {
        urgency = code switch
        {
            "high" => Urgency.High,
            "urgent" => Urgency.Urgent,
            _ => Urgency.Normal,
        };
        return code is null or "" or "normal" or "high" or "urgent";
    }

    /// <summary>The urgency of a stored code; anything unknown counts as normal.</summary>
    public static Urgency Parse(string? code) => TryParse(code, out var urgency) ? urgency : Urgency.Normal;
}
