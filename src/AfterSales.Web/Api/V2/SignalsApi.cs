using AfterSales.Engine;
using AfterSales.Engine.Broadcasting;
using AfterSales.Service.Audit;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>Signals to everything that waits for them, and to signal start events.</summary>
internal static class SignalsApi
{
    public static void Map(RouteGroupBuilder v2) => v2
        .MapPost("/signals/broadcast", BroadcastAsync)
        .WithSummary("Broadcasts a signal to everything that waits for its name now; it is not kept for later.");

    private static async Task<IResult> BroadcastAsync(HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct)
    {
        var signal = new BroadcastSignal(body.RequiredText("signalName")) { Variables = VariablesBody.Read(body, "variables") };
        body.Ignore("tenantId");
        return body.Problem() ?? Answers.Ok(http, await engine.Signals.BroadcastAsync(
            signal, http.User.Identity?.Name, EngineAudit.Line("signal", "signal", signal.Name), ct), key => new
        {
            tenantId = Answers.Tenant,
            signalKey = Answers.Key(key),
        });
    }
}
