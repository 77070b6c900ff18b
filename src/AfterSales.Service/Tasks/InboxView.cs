namespace AfterSales.Service.Tasks;

/// <summary>Which open tasks a person looks at.</summary>
public enum InboxView
{
    /// <summary>Assigned to me, or to somebody I stand in for.</summary>
    Mine,

    /// <summary>Nobody's yet, and my departments (or those I stand in for) may take them.</summary>
    Group,

    /// <summary>Of both, those past their due time.</summary>
    Overdue,

    /// <summary>Of both, those for which the customer was asked something; who sees everything sees what customers have to do as well.</summary>
    Waiting,

    /// <summary>Everything open; managers, process owners and admins only, for others the same as mine and my groups'.</summary>
    All,
}
