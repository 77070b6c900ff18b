using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>Activities of ad-hoc sub-processes, begun by whoever sees that they are needed.</summary>
internal static class AdHocActivitiesApi
{
    public static void Map(RouteGroupBuilder v2) => v2
        .MapPost("/element-instances/ad-hoc-activities/{key:long}/activation", ActivateAsync)
        .WithSummary("Begins activities of an ad-hoc sub-process: all of them or, when one cannot be begun, none.");

    private static async Task<IResult> ActivateAsync(HttpContext http, long key, JsonBody body, ProcessEngine engine, CancellationToken ct)
    {
        var activities = new List<AdHocActivation>();
        foreach (var element in body.NestedList("elements"))
        {
            activities.Add(new AdHocActivation(element.RequiredText("elementId"), VariablesBody.Read(element, "variables")));
            element.RejectUnread();
        }
        if (body.Bool("cancelRemainingInstances") is true)
            body.Refuse("cancelRemainingInstances", "is not supported: it must be false or left out");
        if (activities.Count == 0 && !body.Has("elements"))
            body.Refuse("elements", "is required");
        return body.Problem() ?? Answers.NoContent(http, await engine.Instances.ActivateAdHocAsync(key, activities, http.User.Identity?.Name, ct: ct));
    }
}
