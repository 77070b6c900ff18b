namespace AfterSales.Service.Charges;

/// <summary>Who pays for a service (CLS-04).</summary>
public enum ChargeType
{
    /// <summary>A: the customer pays the fee.</summary>
    Charged,

    /// <summary>B: the customer pays by his maintenance contract.</summary>
    Contract,

    /// <summary>C: within the free maintenance period the company pays.</summary>
    Free,

    /// <summary>D: general administrative work; the company pays.</summary>
    Internal,
}

/// <summary>Charge types as data spells them; the letters of the source document are read as well.</summary>
public static class ChargeTypeCodes
{
    public static string Code(this ChargeType type) => type switch
    {
        ChargeType.Charged => "charged",
        ChargeType.Contract => "contract",
        ChargeType.Free => "free",
        _ => "internal",
    };

    /// <summary>True when the customer pays, by invoice or by contract.</summary>
    public static bool IsPaidByCustomer(this ChargeType type) => type is ChargeType.Charged or ChargeType.Contract;

    /// <summary><c>charged</c> or <c>A</c>, <c>contract</c> or <c>B</c>, <c>free</c> or <c>C</c>, <c>internal</c> or <c>D</c>; null for anything else.</summary>
    public static ChargeType? Find(string? code) => code?.Trim() switch
    {
        "charged" or "A" => ChargeType.Charged,
        "contract" or "B" => ChargeType.Contract,
        "free" or "C" => ChargeType.Free,
        "internal" or "D" => ChargeType.Internal,
        _ => null,
    };
}
