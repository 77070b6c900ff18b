using AfterSales.Engine;
using AfterSales.Engine.Conditionals;
using AfterSales.Service.Audit;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>Conditional start events of processes.</summary>
internal static class ConditionalsApi
{
    public static void Map(RouteGroupBuilder v2) => v2
        .MapPost("/conditionals/evaluation", EvaluateAsync)
        .WithSummary("Asks the conditional start events of the latest versions, or of 'processDefinitionKey', of 'variables'; each that is true begins an instance.");

    private static async Task<IResult> EvaluateAsync(HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct)
    {
        var evaluate = new EvaluateConditions(VariablesBody.Read(body, "variables")) { DefinitionKey = body.Key("processDefinitionKey") };
        body.Require("variables");
        body.Ignore("tenantId");
        return body.Problem() ?? Answers.Ok(http, await engine.Conditions.EvaluateAsync(evaluate, http.User.Identity?.Name, ct: ct), evaluated => new
        {
            conditionalEvaluationKey = Answers.Key(evaluated.EvaluationKey),
            tenantId = Answers.Tenant,
            processInstances = evaluated.Instances.Select(instance => new
            {
                processDefinitionKey = Answers.Key(instance.ProcessDefinitionKey),
                processInstanceKey = Answers.Key(instance.ProcessInstanceKey),
            }),
        });
    }
}
