namespace AfterSales.Service.Kpis;

/// <summary>Into which periods a question's days are parted.</summary>
public enum KpiBy
{
    Month,
    Quarter,
    Year,

    /// <summary>Not at all.</summary>
    Whole,
}

/// <summary>By what figures are told apart.</summary>
public enum KpiGroup
{
    /// <summary>Departments: the role of the work, or the owner of the case.</summary>
    Role,
    Person,

    /// <summary>Kinds of case.</summary>
    Kind,

    /// <summary>Working calendars, that is countries and sites.</summary>
    Calendar,
}
