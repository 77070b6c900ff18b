namespace AfterSales.Service.Workflows;

/// <summary>Names of the <c>zeebe:property</c> entries the service reads from diagrams.</summary>
public static class ElementProperties
{
    /// <summary>User task: the record its answers become a section of, such as <c>complaint-handling-form</c>.</summary>
    public const string Record = "record";

    /// <summary>User task: title of that section; its translations follow as <c>record.section.fa</c> and <c>.zh</c>.</summary>
    public const string RecordSection = "record.section";

    /// <summary>User task: id of the escalation policy; <c>standard</c> when absent.</summary>
    public const string EscalationPolicy = "escalation.policy";

    /// <summary>User task: <c>true</c> sends reminders outside working hours as well.</summary>
    public const string Urgent = "urgent";

    /// <summary>Any element: the status the case takes when the element is entered.</summary>
    public const string CaseStatus = "case.status";

    /// <summary>Any waiting element: who is waited for; <c>customer</c> pauses the clocks of the case.</summary>
    public const string WaitingFor = "waiting.for";

    /// <summary>Timer event: id of the limit it guards, such as <c>SLA-06</c>.</summary>
    public const string Clock = "clock";

    /// <summary>Timer event: name of the limit; its translations follow as <c>clock.name.fa</c> and <c>.zh</c>.</summary>
    public const string ClockName = "clock.name";

    /// <summary>Lane: the role that works in it.</summary>
    public const string Role = "role";

    /// <summary>Process: the role that owns its cases.</summary>
    public const string OwnerDepartment = "ownerDepartment";

    /// <summary>Process: what it is for.</summary>
    public const string Purpose = "purpose";

    /// <summary>Process: what it applies to.</summary>
    public const string Scope = "scope";

    /// <summary>Task: a milestone of the procedure.</summary>
    public const string KeyStep = "keyStep";

    /// <summary>Task: the result is checked here.</summary>
    public const string ControlPoint = "controlPoint";

    /// <summary>Every element: its name in Persian.</summary>
    public const string NamePersian = "name.fa";

    /// <summary>Every element: its name in Chinese.</summary>
    public const string NameChinese = "name.zh";

    /// <summary>User task: what to do, in Persian. The English text is the element's documentation.</summary>
    public const string DocumentationPersian = "documentation.fa";

    /// <summary>User task: what to do, in Chinese.</summary>
    public const string DocumentationChinese = "documentation.zh";
}
