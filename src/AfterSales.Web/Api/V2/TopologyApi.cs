using System.Reflection;

namespace AfterSales.Web.Api.V2;

/// <summary>What a client asks first: is there an engine, and which version.</summary>
internal static class TopologyApi
{
    private static readonly string Version =
        typeof(TopologyApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public static void Map(RouteGroupBuilder v2)
    {
        v2.MapGet("/topology", (HttpContext http) => new
        {
            brokers = new[]
            {
                new
                {
                    nodeId = 0,
                    host = http.Request.Host.Host,
                    port = http.Request.Host.Port ?? (http.Request.IsHttps ? 443 : 80),
                    partitions = new[] { new { partitionId = 1, role = "leader", health = "healthy" } },
                    version = Version,
                },
            },
            clusterId = (string?)null,
            clusterSize = 1,
            partitionsCount = 1,
            replicationFactor = 1,
            gatewayVersion = Version,
            lastCompletedChangeId = "",
        }).WithSummary("The nodes of this engine.");
        v2.MapGet("/status", () => Results.NoContent()).WithSummary("204 while the engine takes commands.");
        v2.MapGet("/license", () => new { validLicense = true, licenseType = "none", isCommercial = false, expiresAt = (string?)null })
            .WithSummary("No licence is needed.");
    }
}
