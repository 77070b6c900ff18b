using System.Text;
using AfterSales.Service.Tasks.Feeds;

namespace AfterSales.Web.Api.Domain;

/// <summary>
/// <c>GET /calendar/{secret}.ics</c>: somebody's appointments and due times (RFC 5545) for programs that cannot sign in. The secret opens this
/// and nothing else; what is no secret of ours is answered as if there were nothing.
/// </summary>
internal static class CalendarFeedApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/calendar/{token:regex(^[A-Za-z0-9_-]{{32}}$)}.ics", async (string token, CalendarFeeds feeds, HttpContext http, CancellationToken ct) =>
        {
            if (await feeds.ReadAsync(token, ct) is not { } calendar)
                return Results.NotFound();
            http.Response.Headers.CacheControl = "private, max-age=300";
            return Results.Text(calendar, "text/calendar", Encoding.UTF8);
        })
        .AllowAnonymous()
        .ExcludeFromDescription();
}
