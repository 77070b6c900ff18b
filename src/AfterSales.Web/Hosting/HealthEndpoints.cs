using System.Data.Common;
using AfterSales.Engine;

namespace AfterSales.Web.Hosting;

/// <summary>
/// For load balancers and operators: <c>live</c> says that the process answers, <c>ready</c> that the database does and that what has
/// to happen at start has happened.
/// </summary>
public static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous();
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
