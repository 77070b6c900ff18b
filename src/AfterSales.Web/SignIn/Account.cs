namespace AfterSales.Web.SignIn;

/// <summary>
/// What proves who somebody is. The user name is the id of a person of the directory; names, departments and rights are read from
/// there, so that a change counts at once and not at the next sign-in.
/// </summary>
public sealed class Account
{
    /// <summary>The account that may do everything, made on the first start.</summary>
    public const string AdminName = "admin";

    public required string UserName { get; set; }

    /// <summary>The user name as it is compared: without regard to case.</summary>
    public string NormalizedName { get; set; } = "";

    public string? PasswordHash { get; set; }

    /// <summary>Changes with the password; sessions that carry an older one end.</summary>
    public string SecurityStamp { get; set; } = "";

    public int FailedSignIns { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }
}
