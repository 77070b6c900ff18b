using System.Diagnostics;
using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>Which file is responsible for which element.</summary>
internal static class Behaviors
{
    private static readonly AdHocSubProcess AdHocSubProcess = new();
    private static readonly BoundaryEvent BoundaryEvent = new();
    private static readonly BusinessRuleTask BusinessRuleTask = new();
    private static readonly CallActivity CallActivity = new();
    private static readonly CancelEndEvent CancelEndEvent = new();
    private static readonly CompensationThrowEvent CompensationThrowEvent = new();
    private static readonly ErrorEndEvent ErrorEndEvent = new();
    private static readonly EscalationThrowEvent EscalationThrowEvent = new();
    private static readonly ComplexGateway ComplexGateway = new();
    private static readonly EventBasedGateway EventBasedGateway = new();
    private static readonly ExclusiveGateway ExclusiveGateway = new();
    private static readonly InclusiveGateway InclusiveGateway = new();
    private static readonly IntermediateCatchEvent IntermediateCatchEvent = new();
    private static readonly JobTask JobTask = new();
    private static readonly MultiInstanceBody MultiInstanceBody = new();
    private static readonly MultipleThrowEvent MultipleThrowEvent = new();
    private static readonly ParallelGateway ParallelGateway = new();
    private static readonly ParallelStartEvent ParallelStartEvent = new();
    private static readonly PassThrough PassThrough = new();
    private static readonly ReceiveTask ReceiveTask = new();
    private static readonly ScriptTask ScriptTask = new();
    private static readonly SendingElement SendingElement = new();
    private static readonly SignalThrowEvent SignalThrowEvent = new();
    private static readonly StandardLoopBody StandardLoopBody = new();
    private static readonly SubProcess SubProcess = new();
    private static readonly TerminateEndEvent TerminateEndEvent = new();
    private static readonly UserTask UserTask = new();

    public static ElementBehavior Of(CompiledElement element) => element.Job is not null && !ThrowsSeveral(element) ? JobTask : element.Type switch
    {
        ElementType.AdHocSubProcess => AdHocSubProcess,
        ElementType.SendTask => SendingElement,
        ElementType.Process or ElementType.SubProcess or ElementType.EventSubProcess or ElementType.Transaction => SubProcess,
        ElementType.StartEvent when element is { IsParallelMultiple: true, ScopeIndex: 0 } => ParallelStartEvent,
        ElementType.StartEvent or ElementType.ManualTask => PassThrough,
        ElementType.EndEvent or ElementType.IntermediateThrowEvent => element.Event switch
        {
            ErrorEvent => ErrorEndEvent,
            TerminateEvent => TerminateEndEvent,
            EscalationEvent => EscalationThrowEvent,
            CompensateEvent => CompensationThrowEvent,
            CancelEvent => CancelEndEvent,
            SignalEvent => SignalThrowEvent,
            MultipleEvent => MultipleThrowEvent,
            _ when element.Publish is not null => SendingElement,
            _ => PassThrough,
        },
        ElementType.IntermediateCatchEvent => element.Event is LinkEvent ? PassThrough : IntermediateCatchEvent,
        ElementType.BoundaryEvent => BoundaryEvent,
        ElementType.UserTask => UserTask,
        ElementType.ReceiveTask => ReceiveTask,
        ElementType.ScriptTask => ScriptTask,
        ElementType.BusinessRuleTask => BusinessRuleTask,
        ElementType.CallActivity => CallActivity,
        ElementType.ExclusiveGateway => ExclusiveGateway,
        ElementType.ParallelGateway => ParallelGateway,
        ElementType.InclusiveGateway => InclusiveGateway,
        ElementType.ComplexGateway => ComplexGateway,
        ElementType.EventBasedGateway => EventBasedGateway,
        ElementType.MultiInstanceBody => element.StandardLoop is null ? MultiInstanceBody : StandardLoopBody,
        _ => throw new UnreachableException($"The compiler let through {element.Type} '{element.Id}', which nothing runs."),
    };

    private static bool ThrowsSeveral(CompiledElement element) =>
        element is { Type: ElementType.EndEvent or ElementType.IntermediateThrowEvent, Event: MultipleEvent };
}
