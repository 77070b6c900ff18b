using System.Text;
using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Reading;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Storage;
using AfterSales.Feel.Dmn;
using Dapper;

namespace AfterSales.Engine.Deployments;

/// <summary>
/// Compiled definitions by key, read from the database when first used. Only what never changes is cached; which version is the
/// latest is asked each time.
/// </summary>
internal sealed class DefinitionCatalog(EngineCore core)
{
    private readonly RecentlyUsed<DeployedProcess> _processes = new(500);
    private readonly RecentlyUsed<DeployedDecisions> _requirements = new(500);

    /// <summary>For readers: finds what is committed.</summary>
    public DeployedProcess? Find(long definitionKey)
    {
        if (_processes.TryGet(definitionKey, out var known))
            return known;
        using var db = core.Store.OpenRead();
        using var reader = (System.Data.Common.DbDataReader)db.ExecuteReader(DefinitionTable.SelectProcess + " WHERE definition_key = @definitionKey", new { definitionKey });
        return reader.Read() ? Compile(DefinitionTable.ReadProcess(reader)) : null;
    }

    /// <summary>For the writer: also finds what its own transaction has deployed.</summary>
    public DeployedProcess? Find(long definitionKey, StoreSession session)
    {
        if (_processes.TryGet(definitionKey, out var known))
            return known;
        return session.Definitions.Process(definitionKey) is { } stored ? Compile(stored) : null;
    }

    public DmnDecision? Decision(long requirementsKey, string decisionId, StoreSession session) => Decisions(requirementsKey, session).Find(decisionId)?.Decision;

    public DeployedDecisions Decisions(long requirementsKey, StoreSession session)
    {
        if (_requirements.TryGet(requirementsKey, out var known))
            return known;
        var xml = session.Definitions.RequirementsXml(requirementsKey);
        var model = DmnReader.Read(Encoding.UTF8.GetBytes(xml), core.Feel).Model
            ?? throw new InvalidOperationException($"The deployed decisions {requirementsKey} can no longer be read.");
        var decisions = new DeployedDecisions(model, session.Definitions.DecisionsOf(requirementsKey));
        _requirements.Set(requirementsKey, decisions);
        return decisions;
    }

    private DeployedProcess Compile(StoredProcess stored)
    {
        var read = BpmnReader.Read(Encoding.UTF8.GetBytes(stored.Xml));
        var process = read.Model is null
            ? null
            : ProcessCompiler.Compile(read.Model, core.Feel).Processes.FirstOrDefault(p => p.Id == stored.Row.ProcessDefinitionId);
        if (process is null)
            throw new InvalidOperationException(
                $"The deployed process {stored.Row.ProcessDefinitionId} version {stored.Row.Version} can no longer be compiled by this version of the program.");
        var deployed = new DeployedProcess(stored.Row, process, this);
        _processes.Set(stored.Row.ProcessDefinitionKey, deployed);
        return deployed;
    }
}
