using AfterSales.Bpmn.Compilation;
using AfterSales.Engine;
using AfterSales.Engine.Jobs;
using AfterSales.Feel.Values;
using AfterSales.Service.Cases;
using AfterSales.Service.Languages;
using AfterSales.Service.Records;

namespace AfterSales.Service.Workflows;

/// <summary>
/// <c>aftersales:file-record:1</c>: adds a section that the workflow itself has put together to a record of the case. Inputs:
/// <c>record</c> (id of the record) and <c>data</c> (a context). The section is named by <c>record.section</c> or the step.
/// </summary>
internal sealed class FileRecordJob(ProcessEngine engine) : IJobHandler
{
    public string JobType => "aftersales:file-record:1";

    public ValueTask<JobOutcome> HandleAsync(ActivatedJob job, CancellationToken ct)
    {
        if (job.Variables["record"] is not FeelString record || record.Value.Length == 0)
            return ValueTask.FromResult(JobOutcome.Fail($"The step '{job.ElementId}' does not say which record to file: its input 'record' is empty.", retriesLeft: 0));
        var element = engine.Deployments.Compiled(job.ProcessDefinitionKey)?.FindElement(job.ElementId);
        var fields = RecordData.Fields(job.Variables["data"]);
        return ValueTask.FromResult(JobOutcome.Complete(rows: commit =>
        {
            if (CaseTable.OfInstance(commit, job.ProcessInstanceKey) is { } caseNumber)
                RecordTable.Append(commit, new NewSection(caseNumber, record.Value, Title(element, job)) { Role = element?.Lane?.Role, Fields = fields });
        }));
    }

    private static LocalText Title(CompiledElement? element, ActivatedJob job)
    {
        if (element is null)
            return new LocalText(job.ElementId);
        return element.Properties.GetValueOrDefault(ElementProperties.RecordSection) is { Length: > 0 } title
            ? new LocalText(
                title,
                element.Properties.GetValueOrDefault(ElementProperties.RecordSection + ".fa"),
                element.Properties.GetValueOrDefault(ElementProperties.RecordSection + ".zh"))
            : PartNames.Of(element);
    }
}
