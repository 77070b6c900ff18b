using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Interpretation.Migration;

/// <summary>
/// The instance goes on in another version of its process. Comes after the effects of waits that ended by it and before those of
/// waits that began; what is named here keeps its key, and timers their due time.
/// </summary>
public sealed record InstanceMigrated(
    long FromDefinitionKey,
    long ToDefinitionKey,
    IReadOnlyList<MigratedElement> Elements,
    IReadOnlyList<MigratedWait> Waits) : Effect;

/// <summary>An active element instance and the element it was and is of.</summary>
public sealed record MigratedElement(
    long ElementInstanceKey,
    string FromElementId,
    string ToElementId,
    ElementType Type,
    long? UserTaskKey,
    long? JobKey,
    long? IncidentKey);

/// <summary>A timer, or else a subscription to a message or signal, that is kept.</summary>
public sealed record MigratedWait(long Key, bool IsTimer, string FromElementId, string ToElementId);
