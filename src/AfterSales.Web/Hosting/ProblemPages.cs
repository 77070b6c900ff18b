using AfterSales.Web.Api.Http;
using Microsoft.AspNetCore.Diagnostics;

namespace AfterSales.Web.Hosting;

/// <summary>
/// Every failure gets an answer its reader can use: a page in his language, or problem details for programs. What a client did wrong
/// keeps its own status and is never a 500.
/// </summary>
public static class ProblemPages
{
    public static IApplicationBuilder UseProblemPages(this IApplicationBuilder app)
    {
        app.UseWhen(http => !IsApi(http), pages => pages.UseStatusCodePagesWithReExecute("/problem/{0}"));
        app.UseWhen(IsApi, api => api.UseStatusCodePages(context => Api(context.HttpContext)));
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            AllowStatusCode404Response = true,
            StatusCodeSelector = failure => failure is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
            ExceptionHandler = async http =>
            {
                if (IsApi(http))
                {
                    await Api(http);
                    return;
                }
                // The page for the status is drawn by the status pages around this handler, which needs an empty answer.
                http.Response.ContentLength = null;
            },
        });
        return app;
    }

    private static bool IsApi(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || http.Request.Path.StartsWithSegments("/v2", StringComparison.Ordinal)
        || http.Request.Path.StartsWithSegments("/openapi", StringComparison.Ordinal) || http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal);

    private static Task Api(HttpContext http)
    {
        var (title, detail) = http.Response.StatusCode switch
        {
            400 => ("INVALID_ARGUMENT", "The request could not be read."),
            401 => ("UNAUTHENTICATED", "Sign in with user name and password (Basic authentication)."),
            403 => ("FORBIDDEN", "This account may not do that."),
            404 => ("NOT_FOUND", "There is nothing at this address."),
            405 => ("METHOD_NOT_ALLOWED", $"{http.Request.Method} is not possible at this address."),
            413 => ("PAYLOAD_TOO_LARGE", "The request body is too large."),
            415 => ("UNSUPPORTED_MEDIA_TYPE", "Send the body as application/json."),
            429 => ("RESOURCE_EXHAUSTED", "Too many requests; wait as long as Retry-After says."),
            >= 500 => ("INTERNAL", $"Something went wrong on our side; the log knows it as {System.Diagnostics.Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier}."),
            _ => ("INVALID_ARGUMENT", "The request could not be answered."),
        };
        return ApiProblem.Of(http, http.Response.StatusCode, title, detail).ExecuteAsync(http);
    }
}
