using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Interpretation.Migration;
using AfterSales.Bpmn.Interpretation.Modification;
using AfterSales.Engine;
using AfterSales.Engine.Operations;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>
/// Operations on one running instance. Suspension, resumption and the dry run of a migration are additions of this engine: the
/// Camunda 8 API has none.
/// </summary>
internal static class OperationsApi
{
    public static void Map(RouteGroupBuilder v2)
    {
        v2.MapPost("/process-instances/{key:long}/migration", async (HttpContext http, long key, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var migrate = Migration(body);
            body.Ignore("operationReference");
            return body.Problem() ?? Answers.NoContent(http, await engine.Operations.MigrateAsync(key, migrate, http.User.Identity?.Name, ct: ct));
        }).WithSummary("Takes a running instance over to another version of its process by a mapping plan. What is done is not done again.");

        v2.MapPost("/process-instances/{key:long}/migration/preview", PreviewAsync)
            .WithSummary("The dry run of a migration: what would happen to this instance, or all that stands in the way. Changes nothing.");

        v2.MapPost("/process-instances/{key:long}/modification", async (HttpContext http, long key, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var modify = ModificationBody.Read(body);
            body.Ignore("operationReference");
            return body.Problem() ?? Answers.NoContent(http, await engine.Operations.ModifyAsync(key, modify, http.User.Identity?.Name, ct: ct));
        }).WithSummary("Activates, moves and terminates elements of a running instance, all of it or nothing.");

        v2.MapPost("/process-instances/{key:long}/suspension", async (HttpContext http, long key, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
            body.Problem() ?? Answers.NoContent(http, await engine.Operations.SuspendAsync(key, http.User.Identity?.Name, ct: ct)))
            .WithSummary("Holds a running instance with all it has called: nothing advances until it is resumed.");

        v2.MapPost("/process-instances/{key:long}/resumption", async (HttpContext http, long key, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
            body.Problem() ?? Answers.NoContent(http, await engine.Operations.ResumeAsync(key, http.User.Identity?.Name, ct: ct)))
            .WithSummary("Lets a suspended instance go on with all that has become due.");
    }

    /// <summary>A mapping plan as bodies write it.</summary>
    public static MigrateInstances Migration(JsonBody body)
    {
        var target = body.Key("targetProcessDefinitionKey");
        if (target is null)
            body.Refuse("targetProcessDefinitionKey", "is required");
        var mappings = new List<ElementMapping>();
        foreach (var mapping in body.NestedList("mappingInstructions"))
        {
            mappings.Add(new ElementMapping(mapping.RequiredText("sourceElementId"), mapping.RequiredText("targetElementId")));
            mapping.RejectUnread();
        }
        return new MigrateInstances(target ?? 0, mappings);
    }

    private static async Task<IResult> PreviewAsync(HttpContext http, long key, JsonBody body, ProcessEngine engine, CancellationToken ct)
    {
        var migrate = Migration(body);
        if (body.Problem() is { } problem)
            return problem;
        var preview = (await engine.Operations.PreviewMigrationAsync([key], migrate, ct))[0];
        if (preview.Failure is { Kind: not FailureKind.Conflict } failure)
            return Answers.Problem(http, failure);
        var migrated = preview.Effects.OfType<InstanceMigrated>().FirstOrDefault();
        return Results.Ok(new
        {
            processInstanceKey = Answers.Key(key),
            possible = preview.IsPossible,
            problems = (preview.Failure is { } conflict ? [conflict.Message] : preview.Problems.Select(one => one.Message)).Distinct(),
            elements = (migrated?.Elements ?? []).Select(element => new
            {
                elementInstanceKey = Answers.Key(element.ElementInstanceKey), sourceElementId = element.FromElementId, targetElementId = element.ToElementId,
            }),
            kept = (migrated?.Waits ?? []).Select(wait => new { key = Answers.Key(wait.Key), sourceElementId = wait.FromElementId, targetElementId = wait.ToElementId }),
            ended = preview.Effects.Select(effect => effect switch { TimerClosed timer => timer.TimerKey, MessageSubscriptionClosed message => message.SubscriptionKey, _ => 0L })
                .Where(ended => ended != 0).Select(ended => Answers.Key(ended)),
            begun = preview.Effects.Select(effect => effect switch
            {
                TimerScheduled timer => (object)new { elementId = timer.TargetElementId, dueDate = Answers.Instant(timer.DueAt) },
                MessageSubscriptionOpened message => new { elementId = message.TargetElementId, message.MessageName, message.CorrelationKey },
                _ => null!,
            }).Where(begun => begun is not null),
        });
    }
}
