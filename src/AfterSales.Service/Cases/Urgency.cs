namespace AfterSales.Service.Cases;

/// <summary>How pressing a case is; set at intake, changeable with a reason (OPN-07). Codes are the lower-case names.</summary>
public enum Urgency
{
    Normal,
    High,
    Urgent,
}
