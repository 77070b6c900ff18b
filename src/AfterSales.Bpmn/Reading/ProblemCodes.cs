namespace AfterSales.Bpmn.Reading;

/// <summary>The codes of <see cref="BpmnProblem"/>: stable, for tools and translations.</summary>
public static class ProblemCodes
{
    public const string FileTooLarge = "file-too-large";
    public const string XmlForbidden = "xml-forbidden";
    public const string XmlInvalid = "xml-invalid";
    public const string XmlTooDeep = "xml-too-deep";
    public const string NotBpmn = "not-bpmn";

    public const string NoExecutableProcess = "no-executable-process";
    public const string IdMissing = "id-missing";
    public const string IdDuplicate = "id-duplicate";
    public const string ElementUnsupported = "element-unsupported";
    public const string EventUnsupported = "event-unsupported";
    public const string AttributeUnsupported = "attribute-unsupported";
    public const string ExtensionUnsupported = "extension-unsupported";
    public const string ExtensionMissing = "extension-missing";
    public const string ExtensionInvalid = "extension-invalid";
    public const string StartMissing = "start-missing";
    public const string StartAmbiguous = "start-ambiguous";
    public const string FlowInvalid = "flow-invalid";
    public const string FlowConditionMisplaced = "flow-condition-misplaced";
    public const string FlowConditionMissing = "flow-condition-missing";
    public const string FlowMissing = "flow-missing";
    public const string ReferenceUnknown = "reference-unknown";
    public const string BoundaryInvalid = "boundary-invalid";
    public const string Unreachable = "unreachable";
    public const string MessageNameMissing = "message-name-missing";
    public const string CorrelationKeyMissing = "correlation-key-missing";
    public const string TimerInvalid = "timer-invalid";
    public const string ErrorCodeMissing = "error-code-missing";
    public const string EscalationCodeMissing = "escalation-code-missing";
    public const string ConditionMissing = "condition-missing";
    public const string LinkInvalid = "link-invalid";
    public const string CompensationInvalid = "compensation-invalid";
    public const string SignalNameMissing = "signal-name-missing";
    public const string AdHocInvalid = "ad-hoc-invalid";
    public const string MessageFlowInvalid = "message-flow-invalid";
    public const string LoopInvalid = "loop-invalid";
    public const string ExpressionInvalid = "expression-invalid";
    public const string ValueInvalid = "value-invalid";
}
