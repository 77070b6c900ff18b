using System.Data.Common;
using AfterSales.Engine;
using AfterSales.Service.Workflows;

namespace AfterSales.Web.Hosting;

/// <summary>
/// For load balancers and operators: <c>live</c> says that the process answers, <c>ready</c> that the database does and that what has
/// to happen at start has happened, <c>workflows</c> that no file of the workflows folder was left out.
/// </summary>
public static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous();
        // Not part of being ready: the other workflows run, and a load balancer must not take the service away for a file.
        routes.MapGet("/health/workflows", (RefusedWorkflows refused) => refused.All.Count == 0
            ? Results.Text("ok")
            : Results.Text($"{refused.All.Count} workflow files are not in use", statusCode: StatusCodes.Status503ServiceUnavailable)).AllowAnonymous();
        routes.MapGet("/health/ready", async (ProcessEngine engine, Readiness readiness, CancellationToken ct) =>
        {
            if (!readiness.IsReady)
                return Results.Text("starting", statusCode: StatusCodes.Status503ServiceUnavailable);
            try
            {
                await engine.ReadAsync(One, ct);
                return Results.Text("ready");
            }
            catch (DbException)
            {
                return Results.Text("database", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        }).AllowAnonymous();
    }

    private static long One(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1";
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}

/// <summary>Whether the start is over: database, people, workflows and accounts are in place.</summary>
public sealed class Readiness
{
    public bool IsReady { get; private set; }

    public void Declare() => IsReady = true;
}
