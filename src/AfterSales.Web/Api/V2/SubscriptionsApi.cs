using AfterSales.Engine;
using AfterSales.Engine.Messages;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>Who waits for which message.</summary>
internal static class SubscriptionsApi
{
    /// <summary>What filters of message subscriptions know, wherever they stand.</summary>
    public static readonly SearchVocabulary Vocabulary = new(
        [
            SearchField.Key("messageSubscriptionKey"), SearchField.Key("processDefinitionKey"), SearchField.Text("processDefinitionId"),
            SearchField.Key("processInstanceKey"), SearchField.Text("elementId"), SearchField.Key("elementInstanceKey"), SearchField.Text("messageName"),
            SearchField.Text("correlationKey"),
        ],
        [
            "messageSubscriptionKey", "processDefinitionId", "processInstanceKey", "elementId", "elementInstanceKey", "messageName", "correlationKey", "tenantId",
        ],
        Accepted: ["messageSubscriptionState", "lastUpdatedDate"]);

    private static readonly SearchVocabulary Correlated = new(
        [
            SearchField.Text("correlationKey"), SearchField.Instant("correlationTime"), SearchField.Text("elementId"), SearchField.Key("elementInstanceKey"),
            SearchField.Key("messageKey"), SearchField.Text("messageName"), SearchField.Text("processDefinitionId"), SearchField.Key("processDefinitionKey"),
            SearchField.Key("processInstanceKey"), SearchField.Key("subscriptionKey"),
        ],
        [
            "correlationKey", "correlationTime", "elementId", "elementInstanceKey", "messageKey", "messageName", "processDefinitionId", "processDefinitionKey",
            "processInstanceKey", "subscriptionKey", "tenantId",
        ],
        Accepted: ["partitionId"]);

    public static void Map(RouteGroupBuilder v2)
    {
        v2.MapPost("/message-subscriptions/search", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var request = SearchBody.Read(body, Vocabulary);
            return body.Problem() ?? await RootKeys.PageAsync(http, engine, await engine.Messages.SearchSubscriptionsAsync(request, ct), row => row.ProcessInstanceKey, Row, ct);
        }).WithSummary("Searches open message subscriptions of instances.");

        v2.MapPost("/correlated-message-subscriptions/search", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var request = SearchBody.Read(body, Correlated);
            return body.Problem() ?? Answers.Page(http, await engine.Messages.SearchCorrelatedAsync(request, ct), Row);
        }).WithSummary("Searches the messages that instances received or began with.");
    }

    private static object Row(CorrelatedMessageRow row) => new
    {
        correlationKey = row.CorrelationKey,
        correlationTime = Answers.Instant(row.CorrelationTime),
        elementId = row.ElementId,
        elementInstanceKey = Answers.Key(row.ElementInstanceKey),
        messageKey = Answers.Key(row.MessageKey),
        messageName = row.MessageName,
        partitionId = 1,
        processDefinitionId = row.ProcessDefinitionId,
        processDefinitionKey = Answers.Key(row.ProcessDefinitionKey),
        processInstanceKey = Answers.Key(row.ProcessInstanceKey),
        rootProcessInstanceKey = Answers.Key(row.RootProcessInstanceKey),
        subscriptionKey = Answers.Key(row.SubscriptionKey),
        tenantId = Answers.Tenant,
    };

    private static object Row(MessageSubscriptionRow row, RootKeys roots) => new
    {
        messageSubscriptionKey = Answers.Key(row.MessageSubscriptionKey),
        processDefinitionId = row.ProcessDefinitionId,
        processDefinitionKey = Answers.Key(row.ProcessDefinitionKey),
        processInstanceKey = Answers.Key(row.ProcessInstanceKey),
        rootProcessInstanceKey = roots.Of(row.ProcessInstanceKey),
        elementId = row.ElementId,
        elementInstanceKey = Answers.Key(row.ElementInstanceKey),
        messageSubscriptionState = "CREATED",
        lastUpdatedDate = Answers.Instant(row.CreationDate),
        messageName = row.MessageName,
        correlationKey = row.CorrelationKey,
        tenantId = Answers.Tenant,
        processDefinitionName = (string?)null,
        processDefinitionVersion = (int?)null,
    };
}
