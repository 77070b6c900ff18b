namespace AfterSales.Bpmn.Model;

/// <summary>The BPMN elements this engine runs. What is not here is refused at deployment.</summary>
public enum ElementType
{
    Process,
    SubProcess,
    StartEvent,
    EndEvent,
    IntermediateCatchEvent,
    IntermediateThrowEvent,
    BoundaryEvent,
    UserTask,
    ServiceTask,
    ScriptTask,
    SendTask,
    ReceiveTask,
    ManualTask,
    BusinessRuleTask,
    ExclusiveGateway,
    ParallelGateway,
    InclusiveGateway,
    EventBasedGateway,
    CallActivity,
    MultiInstanceBody,
    SequenceFlow,
    EventSubProcess,
    Transaction,
    AdHocSubProcess,
    ComplexGateway,
}

/// <summary>The spelling of element types outside this library.</summary>
public static class ElementTypeNames
{
    private static readonly string[] ApiNames =
    [
        "PROCESS", "SUB_PROCESS", "START_EVENT", "END_EVENT", "INTERMEDIATE_CATCH_EVENT", "INTERMEDIATE_THROW_EVENT",
        "BOUNDARY_EVENT", "USER_TASK", "SERVICE_TASK", "SCRIPT_TASK", "SEND_TASK", "RECEIVE_TASK", "MANUAL_TASK",
        "BUSINESS_RULE_TASK", "EXCLUSIVE_GATEWAY", "PARALLEL_GATEWAY", "INCLUSIVE_GATEWAY", "EVENT_BASED_GATEWAY",
        "CALL_ACTIVITY", "MULTI_INSTANCE_BODY", "SEQUENCE_FLOW", "EVENT_SUB_PROCESS",
        "TRANSACTION", "AD_HOC_SUB_PROCESS", "COMPLEX_GATEWAY",
    ];

    /// <summary>As the Camunda 8 REST API spells it: <c>USER_TASK</c>.</summary>
    public static string ToApiName(this ElementType type) => ApiNames[(int)type];

    /// <summary>As history and the REST API tell it: the API has no word for transactions and complex gateways, they are sub-processes and inclusive gateways there.</summary>
    public static string ToHistoryName(this ElementType type) => type switch
    {
        ElementType.Transaction => ElementType.SubProcess.ToApiName(),
        ElementType.ComplexGateway => ElementType.InclusiveGateway.ToApiName(),
        _ => type.ToApiName(),
    };

    /// <summary>The type an API name stands for; null when there is none.</summary>
    public static ElementType? FromApiName(string name)
    {
        var index = Array.IndexOf(ApiNames, name);
        return index < 0 ? null : (ElementType)index;
    }
}
