using System.Globalization;
using System.Text.Json;
using AfterSales.Engine;
using AfterSales.Engine.Search;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>Turns what the engine answers into what the API answers.</summary>
internal static class Answers
{
    /// <summary>The only tenant there is; clients expect one.</summary>
    public const string Tenant = "<default>";

    public static IResult Problem(HttpContext http, Failure failure) => failure.Kind switch
    {
        FailureKind.NotFound => ApiProblem.NotFound(http, failure.Message),
        FailureKind.Conflict => ApiProblem.Conflict(http, failure.Message),
        FailureKind.NotAllowed => ApiProblem.Forbidden(http, failure.Message),
        _ => ApiProblem.Invalid(http, failure.Message),
    };

    /// <summary>204 when done, else the problem.</summary>
    public static IResult NoContent<T>(HttpContext http, Outcome<T> outcome) =>
        outcome.IsOk ? Results.NoContent() : Problem(http, outcome.Failure);

    public static IResult Ok<T>(HttpContext http, Outcome<T> outcome, Func<T, object> body) =>
        outcome.IsOk ? Results.Ok(body(outcome.Value)) : Problem(http, outcome.Failure);

    public static IResult Page<T>(HttpContext http, Outcome<SearchPage<T>> outcome, Func<T, object> item) =>
        Ok(http, outcome, page => Page(page, page.Items.Select(item)));

    public static object Page<T>(SearchPage<T> page, IEnumerable<object> items) => new
    {
        items,
        page = new
        {
            totalItems = page.TotalItems,
            startCursor = page.StartCursor,
            endCursor = page.EndCursor,
            hasMoreTotalItems = page.HasMoreTotalItems,
        },
    };

    public static string Key(long key) => key.ToString(CultureInfo.InvariantCulture);

    public static string? Key(long? key) => key?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Instants travel in UTC with milliseconds.</summary>
    public static string Instant(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string? Instant(DateTimeOffset? instant) => instant is { } value ? Instant(value) : null;

    /// <summary>A JSON text as a JSON value.</summary>
    public static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
