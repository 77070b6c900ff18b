using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Messages;
using AfterSales.Service.Audit;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>Messages to waiting processes and to message start events.</summary>
internal static class MessagesApi
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(366);

    public static void Map(RouteGroupBuilder v2)
    {
        v2.MapPost("/messages/publication", PublishAsync)
            .WithSummary("Publishes a message; it is kept for 'timeToLive' milliseconds when nobody waits for it.");
        v2.MapPost("/messages/correlation", CorrelateAsync).WithSummary("Hands a message to whoever waits for it now; 404 when nobody does.");
    }

    private static Action<CommitContext> Told(PublishMessage message) => EngineAudit.Line("message", "message", message.Name, ("key", message.CorrelationKey));

    private static async Task<IResult> CorrelateAsync(HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct)
    {
        var message = new PublishMessage(body.RequiredText("name"), body.Text("correlationKey") ?? "") { Variables = VariablesBody.Read(body, "variables") };
        body.Ignore("tenantId");
        return body.Problem() ?? Answers.Ok(http, await engine.Messages.CorrelateAsync(message, http.User.Identity?.Name, Told(message), ct), correlated => new
        {
            tenantId = Answers.Tenant,
            messageKey = Answers.Key(correlated.MessageKey),
            processInstanceKey = Answers.Key(correlated.ProcessInstanceKey),
        });
    }

    private static async Task<IResult> PublishAsync(HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct)
    {
        var timeToLive = body.Long("timeToLive") ?? 0;
        if (timeToLive < 0 || timeToLive > LongestLife.TotalMilliseconds)
            body.Refuse("timeToLive", "must be milliseconds from 0 to one year");
        var message = new PublishMessage(body.RequiredText("name"), body.Text("correlationKey") ?? "")
        {
            TimeToLive = TimeSpan.FromMilliseconds(Math.Clamp(timeToLive, 0, (long)LongestLife.TotalMilliseconds)),
            MessageId = body.Text("messageId"),
            Variables = VariablesBody.Read(body, "variables"),
        };
        body.Ignore("tenantId");
        return body.Problem() ?? Answers.Ok(http, await engine.Messages.PublishAsync(message, http.User.Identity?.Name, Told(message), ct), key => new
        {
            tenantId = Answers.Tenant,
            messageKey = Answers.Key(key),
        });
    }
}
