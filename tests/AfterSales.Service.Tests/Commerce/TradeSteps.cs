using System.Text;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Instances;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Commerce;

/// <summary>Runs steps of trade through the whole service: each in a process of its own with this one step, and with what it answers.</summary>
internal sealed class TradeSteps : IAsyncDisposable
{
    private readonly HashSet<string> _deployed = [];

    private TradeSteps(TestService service) => Service = service;

    public TestService Service { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<TradeSteps> StartAsync() => new(await TestService.StartAsync());

    /// <summary>What the step <c>aftersales:{name}:1</c> answers to the inputs, given as JSON.</summary>
    public async Task<FeelContext> RunAsync(string name, string result, string inputs)
    {
        var key = await StartStepAsync(name, $"aftersales:{name}:1", inputs);
        FeelValue? answer = null;
        await TestService.EventuallyAsync(async () =>
            (await Service.Engine.Instances.GetAsync(key, Ct))?.State == InstanceStates.Completed
            && (answer = await Service.Engine.Variables.OfInstanceAsync(key, result, Ct)) is not null);
        return answer.ShouldBeOfType<FeelContext>($"{name} {inputs}");
    }

    /// <summary>Starts a process with one step and does not wait for it.</summary>
    public async Task<long> StartStepAsync(string name, string jobType, string inputs, bool waitsAfterwards = false)
    {
        var id = "step-" + name + (waitsAfterwards ? "-waits" : "");
        if (_deployed.Add(id))
            (await Service.Engine.Deployments.DeployAsync([Process(id, jobType, waitsAfterwards)], ct: Ct)).Problems.ShouldBeEmpty();
        var started = await Service.Engine.Instances.CreateAsync(new CreateInstance { ProcessId = id, Variables = (FeelContext)FeelJson.Parse(inputs) }, ct: Ct);
        started.IsOk.ShouldBeTrue();
        return started.Value.ProcessInstanceKey;
    }

    public Task PutStockAsync(string partNumber, decimal quantity, string warehouse = "main") => Service.Engine.WriteAsync(commit =>
        AfterSales.Service.Parts.StockTable.Put(commit, partNumber.ToUpperInvariant(), warehouse, (long)(quantity * 1000), "counted", null).ShouldBeTrue(), ct: Ct);

    /// <summary>On hand and reserved of a part, over all warehouses.</summary>
    public Task<(decimal OnHand, decimal Reserved)> StockAsync(string partNumber) => Service.Engine.ReadAsync(
        db =>
        {
            var all = AfterSales.Service.Parts.StockTable.Of(db, [partNumber.ToUpperInvariant()]);
            return (all.Sum(entry => entry.Stock.OnHand), all.Sum(entry => entry.Stock.Reserved));
        }, Ct);

    public ValueTask DisposeAsync() => Service.DisposeAsync();

    private static DeploymentResource Process(string id, string jobType, bool waitsAfterwards) => new(id + ".bpmn", Encoding.UTF8.GetBytes(
        $"""
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
          <bpmn:process id="{id}" isExecutable="true">
            <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="step" />
            <bpmn:serviceTask id="step"><bpmn:extensionElements><zeebe:taskDefinition type="{jobType}" /></bpmn:extensionElements>
              <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:serviceTask>
            <bpmn:sequenceFlow id="f2" sourceRef="step" targetRef="{(waitsAfterwards ? "wait" : "e")}" />
            {(waitsAfterwards ? """<bpmn:userTask id="wait"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing></bpmn:userTask><bpmn:sequenceFlow id="f3" sourceRef="wait" targetRef="e" />""" : "")}
            <bpmn:endEvent id="e"><bpmn:incoming>{(waitsAfterwards ? "f3" : "f2")}</bpmn:incoming></bpmn:endEvent>
          </bpmn:process>
        </bpmn:definitions>
        """));
}

/// <summary>Reads answers of steps.</summary>
internal static class AnswerReading
{
    public static string? Text(this FeelContext answer, string name) => (answer[name] as FeelString)?.Value;

    public static decimal? Number(this FeelContext answer, string name) => (answer[name] as FeelNumber)?.Value;
}
