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

    /// <summary>Whether the product is in its free warranty period on a day, until when, and the code of the reason.</summary>
    /// <exception cref="InvalidOperationException">The decision is not deployed or gives no answer; the message says which.</exception>
    public async Task<(bool Under, DateOnly? Until, string? Reason)> JudgeAsync(EquipmentItem item, DateOnly on, CancellationToken ct)
    {
        var inputs = JobResult.Of(
            ("at", JobResult.Day(on)), ("state", FeelValue.Of(item.State)), ("installedOn", JobResult.Day(item.InstalledOn)), ("warrantyUntil", JobResult.Day(item.WarrantyUntil)));
        var answer = (await LatestAsync(ct)).Evaluate(inputs, new FeelEnvironment(engine.Clock.GetUtcNow(), TimeZoneInfo.Utc));
        if (answer.Value is not FeelContext result || result["underWarranty"] is not FeelBoolean under)
            throw new InvalidOperationException($"The decision '{Id}' does not say whether {item.SerialNumber} is under warranty: {answer.Value}");
        var until = FeelJson.ToJsonValue(result["until"]) is FeelString day ? Storage.Days.FromStored(day.Value) : null;
        return (under.Equals(FeelValue.True), until, (result["reason"] as FeelString)?.Value);
    }

    private async Task<DmnDecision> LatestAsync(CancellationToken ct)
    {
        var latest = await engine.Deployments.SearchDecisionsAsync(SearchRequest.Where("decisionDefinitionId", Id).And("isLatestVersion", true), ct);
        if (latest.Value.Items is not [var row, ..])
            throw new InvalidOperationException($"The decision '{Id}' is not deployed; it says what is under warranty.");
        if (_compiled.TryGetValue(row.DecisionDefinitionKey, out var known))
            return known;
        var xml = await engine.Deployments.DecisionXmlAsync(row.DecisionDefinitionKey, ct) ?? throw new InvalidOperationException($"The decision '{Id}' has lost its file.");
        var model = DmnReader.Read(Encoding.UTF8.GetBytes(xml), engine.Feel).Model ?? throw new InvalidOperationException($"The decision '{Id}' can no longer be read.");
        return _compiled.GetOrAdd(row.DecisionDefinitionKey, model.Decisions.First(decision => decision.Id == Id));
    }
}
