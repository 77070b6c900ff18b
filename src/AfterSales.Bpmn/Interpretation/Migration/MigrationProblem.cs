namespace AfterSales.Bpmn.Interpretation.Migration;

/// <summary>Why an instance cannot go over to another version.</summary>
public enum MigrationProblemCode
{
    /// <summary>The plan names an element that the old version does not have.</summary>
    SourceUnknown,

    /// <summary>The plan names an element that the new version does not have.</summary>
    TargetUnknown,

    /// <summary>The plan names an element of the old version more than once.</summary>
    MappedTwice,

    /// <summary>A token is in the element, and the plan does not say where it goes on.</summary>
    NotMapped,

    /// <summary>The two elements are of different kinds, or one is done by a worker and the other is not.</summary>
    KindDiffers,

    /// <summary>The new element lies in another sub-process than the one around the old element goes over to.</summary>
    ScopeDiffers,

    /// <summary>One repeats its activity in another way than the other: parallel or sequential, with or without collected results.</summary>
    LoopDiffers,

    /// <summary>The two events wait for different things.</summary>
    EventDiffers,

    /// <summary>The event belongs to another element than the one its host goes over to.</summary>
    HostDiffers,

    /// <summary>The called instance was started with other errors to be caught than the new version catches.</summary>
    CaughtErrorsDiffer,

    /// <summary>Tokens wait at the join, and the plan does not say at which they go on waiting.</summary>
    JoinNotMapped,

    /// <summary>The new join has no flow that takes the place of one by which a token came.</summary>
    JoinFlowMissing,

    /// <summary>The new join has fewer incoming flows, so that it might never or too early go on.</summary>
    JoinFewerFlows,

    /// <summary>A completed activity can be undone, and the new version has nothing that undoes it.</summary>
    CompensationMissing,

    /// <summary>A timer or subscription of the new version cannot be worked out for this instance.</summary>
    WaitFails,
}

/// <summary>Why an instance cannot go over to another version.</summary>
/// <param name="ElementId">The element of the old version, or of the new one where only that is concerned.</param>
/// <param name="Other">The other element or flow that it is about.</param>
/// <param name="Detail">What an expression said.</param>
public sealed record MigrationProblem(MigrationProblemCode Code, string ElementId, string? Other = null, string? Detail = null)
{
    /// <summary>One sentence in English.</summary>
    public string Message => Code switch
    {
        MigrationProblemCode.SourceUnknown => $"The plan names '{ElementId}', which the version the instance follows does not have.",
        MigrationProblemCode.TargetUnknown => $"The plan sends '{ElementId}' to '{Other}', which the target version does not have.",
        MigrationProblemCode.MappedTwice => $"The plan names '{ElementId}' more than once.",
        MigrationProblemCode.NotMapped => $"'{ElementId}' is active, but the plan does not say where it goes on.",
        MigrationProblemCode.KindDiffers => $"'{ElementId}' is active and cannot go on as '{Other}', which is another kind of element.",
        MigrationProblemCode.ScopeDiffers => $"'{ElementId}' cannot go on as '{Other}', which lies in another sub-process.",
        MigrationProblemCode.LoopDiffers => $"'{ElementId}' is active and cannot go on as '{Other}', which repeats its activity in another way.",
        MigrationProblemCode.EventDiffers => $"The event '{ElementId}' is waited for and cannot go on as '{Other}', which waits for something else.",
        MigrationProblemCode.HostDiffers => $"The event '{ElementId}' is waited for and cannot go on as '{Other}', which belongs to another element.",
        MigrationProblemCode.CaughtErrorsDiffer => $"'{ElementId}' has called another process, which was started with other errors to be caught than '{Other}' catches.",
        MigrationProblemCode.JoinNotMapped => $"Tokens wait at '{ElementId}', but the plan does not say where they go on waiting.",
        MigrationProblemCode.JoinFlowMissing => $"A token came to a join by the flow '{ElementId}', and no flow of '{Other}' takes its place.",
        MigrationProblemCode.JoinFewerFlows => $"Tokens wait at '{ElementId}', and '{Other}' has fewer incoming flows.",
        MigrationProblemCode.CompensationMissing => $"'{ElementId}' was completed and can be undone, but the target version has nothing that undoes it.",
        _ => $"What '{ElementId}' is to wait for cannot be worked out. {Detail}",
    };
}
