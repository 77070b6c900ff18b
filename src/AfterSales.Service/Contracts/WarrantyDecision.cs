using System.Collections.Concurrent;
using System.Text;
using AfterSales.Engine;
using AfterSales.Engine.Search;
using AfterSales.Feel;
using AfterSales.Feel.Dmn;
using AfterSales.Feel.Values;
using AfterSales.Service.Equipment;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Contracts;

/// <summary>
/// The deployed decision <c>warranty</c>, in the version that is the latest now: process owners change it without us. Each version is
/// compiled once.
/// </summary>
internal sealed class WarrantyDecision(ProcessEngine engine)
{
    public const string Id = "warranty";

    private readonly ConcurrentDictionary<long, DmnDecision> _compiled = new();

    /// <summary>The entitlement with what the decision says: whether the product is in its free warranty period on a day, until when, and why.</summary>
    public async Task<Entitlement> JudgeAsync(Entitlement found, EquipmentItem item, DateOnly on, CancellationToken ct)
    {
        if (await LatestAsync(ct) is not { } decision)
            return found with { Undecided = $"The decision '{Id}', which says what is under warranty, is not deployed or can no longer be read." };
        var inputs = JobResult.Of(
            ("at", JobResult.Day(on)), ("state", FeelValue.Of(item.State)), ("installedOn", JobResult.Day(item.InstalledOn)), ("warrantyUntil", JobResult.Day(item.WarrantyUntil)));
        var answer = decision.Evaluate(inputs, new FeelEnvironment(engine.Clock.GetUtcNow(), TimeZoneInfo.Utc));
        if (answer.Value is not FeelContext result || result["underWarranty"] is not FeelBoolean under)
            return found with { Undecided = $"The decision '{Id}' does not say whether {item.SerialNumber} is under warranty: {answer.Value}" };
        return found with
        {
            UnderWarranty = under.Equals(FeelValue.True),
            WarrantyUntil = (FeelJson.ToJsonValue(result["until"]) is FeelString day ? Storage.Days.FromStored(day.Value) : null) ?? item.WarrantyUntil,
            Reason = (result["reason"] as FeelString)?.Value,
        };
    }

    private async Task<DmnDecision?> LatestAsync(CancellationToken ct)
    {
        var latest = await engine.Deployments.SearchDecisionsAsync(SearchRequest.Where("decisionDefinitionId", Id).And("isLatestVersion", true), ct);
        if (latest.Value.Items is not [var row, ..])
            return null;
        if (_compiled.TryGetValue(row.DecisionDefinitionKey, out var known))
            return known;
        var xml = await engine.Deployments.DecisionXmlAsync(row.DecisionDefinitionKey, ct);
        return xml is not null && DmnReader.Read(Encoding.UTF8.GetBytes(xml), engine.Feel).Model?.Decisions.FirstOrDefault(decision => decision.Id == Id) is { } compiled
            ? _compiled.GetOrAdd(row.DecisionDefinitionKey, compiled)
            : null;
    }
}
