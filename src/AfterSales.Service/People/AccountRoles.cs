namespace AfterSales.Service.People;

/// <summary>
/// What an account may do, apart from the departments its person works in. Departments decide which tasks reach a
/// person; these roles decide what the person may see and change beyond that.
/// </summary>
public static class AccountRoles
{
    /// <summary>May do everything: accounts, settings, repairs of stuck cases, any task.</summary>
    public const string Admin = "admin";

    /// <summary>Owns a process: sees every case, changes workflows, is told when a limit is far overdue.</summary>
    public const string ProcessOwner = "process-owner";

    /// <summary>Sees every case and every task, may reassign tasks.</summary>
    public const string Manager = "manager";

    /// <summary>Sees the cases of the departments he works in.</summary>
    public const string Staff = "staff";

    /// <summary>All roles, the most powerful first.</summary>
    public static IReadOnlyList<string> All { get; } = [Admin, ProcessOwner, Manager, Staff];
}
