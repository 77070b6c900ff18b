using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Api.Http;

/// <summary>
/// RFC 9457 problem details as every API of the product answers them: a stable title in capitals, a sentence that
/// says what to do, and the path it happened at. A client's mistake is always one of these, never a 500.
/// </summary>
public static class ApiProblem
{
    public static IResult Invalid(HttpContext http, string detail) =>
        Of(http, StatusCodes.Status400BadRequest, "INVALID_ARGUMENT", detail);

    public static IResult Unauthorized(HttpContext http, string detail) =>
        Of(http, StatusCodes.Status401Unauthorized, "UNAUTHENTICATED", detail);

    public static IResult Forbidden(HttpContext http, string detail) =>
        Of(http, StatusCodes.Status403Forbidden, "FORBIDDEN", detail);

    public static IResult NotFound(HttpContext http, string detail) =>
        Of(http, StatusCodes.Status404NotFound, "NOT_FOUND", detail);

    public static IResult Conflict(HttpContext http, string detail) =>
        Of(http, StatusCodes.Status409Conflict, "INVALID_STATE", detail);

    /// <summary>A conflict with members of its own, for a program that wants to choose another way by itself.</summary>
    public static IResult Conflict(HttpContext http, string detail, IReadOnlyDictionary<string, object?> members)
    {
        var problem = Details(http, StatusCodes.Status409Conflict, "INVALID_STATE", detail, errors: null);
        foreach (var (name, value) in members)
            problem.Extensions[name] = value;
        return Results.Problem(problem);
    }

    public static IResult NotImplemented(HttpContext http, string detail) =>
        Of(http, StatusCodes.Status501NotImplemented, "NOT_IMPLEMENTED", detail);

    /// <summary>A problem with a member <c>errors</c>: what is wrong per field.</summary>
    public static IResult InvalidFields(HttpContext http, string detail, IReadOnlyDictionary<string, string[]> errors) =>
        Results.Problem(Details(http, StatusCodes.Status400BadRequest, "INVALID_ARGUMENT", detail, errors));

    public static IResult Of(HttpContext http, int status, string title, string detail) =>
        Results.Problem(Details(http, status, title, detail, errors: null));

    private static ProblemDetails Details(
        HttpContext http, int status, string title, string detail, IReadOnlyDictionary<string, string[]>? errors)
    {
        var problem = new ProblemDetails
        {
            Type = "about:blank",
            Status = status,
            Title = title,
            Detail = detail,
            Instance = http.Request.Path,
        };
        if (errors is not null)
            problem.Extensions["errors"] = errors;
        return problem;
    }
}
