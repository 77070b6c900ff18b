namespace AfterSales.Bpmn.State;

/// <summary>Where a process instance stands as a whole.</summary>
public enum InstanceStatus
{
    /// <summary>Made, but its start trigger has not come yet.</summary>
    Created,
    Active,
    Completed,
    Terminated,

    /// <summary>Ended with an error that its caller catches.</summary>
    Errored,
}

/// <summary>Where an element instance stands. Completed and terminated ones leave the state.</summary>
public enum ElementState
{
    /// <summary>Entered; its mappings and waits are still to be made, or one of them failed.</summary>
    Activating,

    /// <summary>At work or waiting.</summary>
    Active,

    /// <summary>Done, but it could not leave yet: an output mapping or a condition failed.</summary>
    Completing,
}
