using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace AfterSales.Web.Security;

/// <summary>
/// How often one address may do what is open to everybody. Reading is free; sending requests, answering by link and signing in are
/// limited, each on its own. Counts live in memory, per node. Settings: <c>AfterSales:Limits:Requests</c> (per 10 minutes),
/// <c>AfterSales:Limits:Links</c> and <c>AfterSales:Limits:SignIns</c> (per minute).
/// </summary>
public static class RateLimits
{
    /// <summary>New requests of customers.</summary>
    public const string Requests = "requests";

    /// <summary>Answers through task and tracking links.</summary>
    public const string Links = "links";

    /// <summary>Attempts to sign in.</summary>
    public const string SignIns = "sign-ins";

    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        int Setting(string name, int otherwise) =>
            configuration[$"AfterSales:Limits:{name}"] is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        return services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter =
                    (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : 60).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            Limit(options, Requests, Setting("Requests", 60), TimeSpan.FromMinutes(10));
            Limit(options, Links, Setting("Links", 120), TimeSpan.FromMinutes(1));
            Limit(options, SignIns, Setting("SignIns", 20), TimeSpan.FromMinutes(1));
        });
    }

    private static void Limit(RateLimiterOptions options, string name, int permits, TimeSpan window) => options.AddPolicy(name, http =>
        HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
            ? RateLimitPartition.GetNoLimiter("reading")
            : RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "unknown",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window }));
}
