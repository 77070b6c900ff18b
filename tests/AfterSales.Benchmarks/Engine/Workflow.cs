using System.Text;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Jobs;
using AfterSales.Feel.Values;

namespace AfterSales.Benchmarks.Engine;

/// <summary>The measured process: start, one service task with a handler in this process, one user task, end; four variables in all.</summary>
internal static class Workflow
{
    public const string ProcessId = "measured";

    public static readonly DeploymentResource Resource = new("measured.bpmn", Encoding.UTF8.GetBytes(
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
            id="definitions" targetNamespace="http://bpmn.io/schema/bpmn">
          <bpmn:process id="{ProcessId}" isExecutable="true">
            <bpmn:startEvent id="start" />
            <bpmn:serviceTask id="rate"><bpmn:extensionElements><zeebe:taskDefinition type="rate" /></bpmn:extensionElements></bpmn:serviceTask>
            <bpmn:userTask id="decide" name="Decide"><bpmn:extensionElements><zeebe:userTask />
              <zeebe:assignmentDefinition candidateGroups="sales" /></bpmn:extensionElements></bpmn:userTask>
            <bpmn:endEvent id="end" />
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="rate" />
            <bpmn:sequenceFlow id="f2" sourceRef="rate" targetRef="decide" />
            <bpmn:sequenceFlow id="f3" sourceRef="decide" targetRef="end" />
          </bpmn:process>
        </bpmn:definitions>
        """));

    public const string TimerProcessId = "measured-timer";

    /// <summary>Start, a timer of one hour, end.</summary>
    public static readonly DeploymentResource Timer = new("measured-timer.bpmn", Encoding.UTF8.GetBytes(
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            id="definitions" targetNamespace="http://bpmn.io/schema/bpmn">
          <bpmn:process id="{TimerProcessId}" isExecutable="true">
            <bpmn:startEvent id="start" />
            <bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition id="hour">
              <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
            <bpmn:endEvent id="end" />
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="wait" />
            <bpmn:sequenceFlow id="f2" sourceRef="wait" targetRef="end" />
          </bpmn:process>
        </bpmn:definitions>
        """));

    public static readonly FeelContext AtStart = Of(("customer", new FeelString("Northern Pumps")), ("amount", FeelJson.Parse("1250")));
    public static readonly FeelContext Decision = Of(("accepted", FeelJson.Parse("true")));
    private static readonly FeelContext Rating = Of(("rating", FeelJson.Parse("3")));

    /// <summary>The cheapest handler there is, so that the engine is measured and not the work.</summary>
    internal sealed class Rate : IJobHandler
    {
        public string JobType => "rate";

        public ValueTask<JobOutcome> HandleAsync(ActivatedJob job, CancellationToken ct) => ValueTask.FromResult(JobOutcome.Complete(Rating));
    }

    private static FeelContext Of(params (string Name, FeelValue Value)[] entries) =>
        new(entries.Select(entry => KeyValuePair.Create(entry.Name, entry.Value)));
}
