using AfterSales.Bpmn.Compilation;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Timers;
using AfterSales.Feel;

namespace AfterSales.Engine.Deployments;

/// <summary>Writes a checked deployment: new versions of what changed, start events of the latest versions.</summary>
internal static class DeploymentTransition
{
    public static Outcome<Deployment> Deploy(Execution x, ResourceReading reading, Action<CommitContext>? alongside)
    {
        x.Alongside = alongside;
        var key = x.Core.Keys.Next();
        x.Session.Definitions.InsertDeployment(key, x.Now);
        var forms = reading.Forms.Select(form => DeployForm(x, key, form)).ToList();
        var decisions = reading.Decisions.SelectMany(file => DeployDecisions(x, key, file)).ToList();
        var processes = new List<ProcessDefinitionRow>();
        foreach (var process in reading.Processes)
        {
            var deployed = DeployProcess(x, key, process);
            if (!deployed.IsOk)
                return deployed.Failure;
            processes.Add(deployed.Value);
        }
        return new Deployment(key, x.Now, processes, decisions, forms);
    }

    private static FormRow DeployForm(Execution x, long deploymentKey, ReadForm form)
    {
        var latest = x.Session.Forms.Latest(form.File.Id);
        var same = latest?.Checksum == form.Checksum;
        var row = new FormRow
        {
            FormKey = same ? latest!.Key : x.Core.Keys.Next(),
            FormId = form.File.Id,
            Version = same ? latest!.Version : x.Session.Forms.LastVersion(form.File.Id) + 1,
            ResourceName = form.Resource,
            DeploymentKey = deploymentKey,
            DeployedAt = x.Now,
            IsLatestVersion = true,
        };
        if (!same)
            x.Session.Forms.Insert(row, form.File.VersionTag, form.Checksum, form.File.Schema);
        x.Session.Definitions.InsertContent(deploymentKey, "form", row.FormId, row.FormKey);
        return row;
    }

    private static List<DecisionDefinitionRow> DeployDecisions(Execution x, long deploymentKey, ReadDecisions file)
    {
        var latest = x.Session.Definitions.LatestRequirements(file.Model.Id);
        var rows = latest?.Checksum == file.Checksum
            ? x.Session.Definitions.DecisionsOf(latest.Key)
            : InsertDecisions(x, deploymentKey, file, x.Session.Definitions.LastRequirementsVersion(file.Model.Id) + 1);
        foreach (var row in rows)
            x.Session.Definitions.InsertContent(deploymentKey, "decision", row.DecisionDefinitionId, row.DecisionDefinitionKey);
        return [.. rows.Select(row => row with { DecisionRequirementsId = file.Model.Id, DecisionRequirementsName = file.Model.Name, ResourceName = file.Resource })];
    }

    private static List<DecisionDefinitionRow> InsertDecisions(Execution x, long deploymentKey, ReadDecisions file, int version)
    {
        var requirements = x.Core.Keys.Next();
        x.Session.Definitions.InsertRequirements(requirements, file.Model.Id, file.Model.Name, version, file.Resource, file.Checksum, file.Xml, deploymentKey, x.Now);
        var rows = new List<DecisionDefinitionRow>();
        foreach (var decision in file.Model.Decisions)
        {
            var row = new DecisionDefinitionRow
            {
                DecisionDefinitionKey = x.Core.Keys.Next(),
                DecisionDefinitionId = decision.Id,
                Name = decision.Name,
                Version = x.Session.Definitions.LastDecisionVersion(decision.Id) + 1,
                DecisionRequirementsKey = requirements,
                DeploymentKey = deploymentKey,
                IsLatestVersion = true,
            };
            x.Session.Definitions.InsertDecision(row, null);
            rows.Add(row);
        }
        return rows;
    }

    private static Outcome<ProcessDefinitionRow> DeployProcess(Execution x, long deploymentKey, ReadProcess read)
    {
        var process = read.Process;
        var latest = x.Session.Definitions.LatestProcess(process.Id);
        if (latest?.Checksum == read.Checksum)
        {
            x.Session.Definitions.InsertContent(deploymentKey, "process", process.Id, latest.Key);
            return x.Session.Definitions.Process(latest.Key)!.Row;
        }
        var row = new ProcessDefinitionRow
        {
            ProcessDefinitionKey = x.Core.Keys.Next(),
            ProcessDefinitionId = process.Id,
            Name = process.Name,
            Version = x.Session.Definitions.LastProcessVersion(process.Id) + 1,
            VersionTag = process.VersionTag,
            ResourceName = read.Resource,
            Checksum = read.Checksum,
            DeploymentKey = deploymentKey,
            DeployedAt = x.Now,
            IsLatestVersion = true,
            StartFormId = process.StartTriggers.None?.StartForm?.FormId?.Text,
        };
        x.Session.Definitions.InsertProcess(row, read.Xml);
        x.Session.Definitions.InsertContent(deploymentKey, "process", process.Id, row.ProcessDefinitionKey);
        if (latest is not null)
            RemoveStarts(x, latest.Key);
        return Schedule(x, row, read.Process) is { } failure ? failure : row;
    }

    /// <summary>A version that is no longer the latest begins nothing.</summary>
    public static void RemoveStarts(Execution x, long definitionKey)
    {
        x.Session.Subscriptions.RemoveStarts(definitionKey);
        x.Session.Signals.RemoveStarts(definitionKey);
        x.Session.Conditions.RemoveStarts(definitionKey);
        x.Session.Timers.RemoveStarts(definitionKey);
    }

    /// <summary>The start events of the latest version.</summary>
    public static Failure? Schedule(Execution x, ProcessDefinitionRow row, CompiledProcess process)
    {
        foreach (var message in process.StartTriggers.Messages)
            x.Session.Subscriptions.InsertStart(row.ProcessDefinitionKey, row.ProcessDefinitionId, message.ElementId, message.MessageName);
        foreach (var signal in process.StartTriggers.Signals)
            x.Session.Signals.InsertStart(row.ProcessDefinitionKey, row.ProcessDefinitionId, signal.ElementId, signal.SignalName);
        foreach (var condition in process.StartTriggers.Conditions)
            x.Session.Conditions.InsertStart(row.ProcessDefinitionKey, row.ProcessDefinitionId, condition.ElementId);
        foreach (var timer in process.StartTriggers.Timers)
        {
            var scheduling = timer.Schedule(new FeelEnvironment(x.Now, x.Core.Zone));
            if (scheduling.Schedule is not { } schedule)
                return Failure.Invalid($"{row.ResourceName}, {timer.ElementId}: {scheduling.Error}");
            x.Session.Timers.Schedule(new StoredTimer(
                x.Core.Keys.Next(), null, row.ProcessDefinitionKey, null, timer.ElementId, schedule.DueAt, schedule.RepetitionsLeft, schedule.Interval));
            x.AfterCommit.Add(x.Core.Signals.Timers.Set);
        }
        return null;
    }
}
