namespace AfterSales.Service.Cases;

/// <summary>
/// Where a case stands, as its customer sees it. Set by the <c>case.status</c> property of the elements of a workflow;
/// stored and sent as its code, such as <c>waitingForCustomer</c>.
/// </summary>
public enum CaseStatus
{
    Received,
    InProgress,

    /// <summary>The customer has to answer before work can go on.</summary>
    WaitingForCustomer,

    /// <summary>Solved from our side; the customer has not confirmed yet.</summary>
    Resolved,

    Closed,

    /// <summary>Closed because it does not fall under the after-sales terms (OPN-10).</summary>
    OutOfScope,

    /// <summary>Closed because the customer declined or withdrew (OPN-13).</summary>
    Declined,
}
