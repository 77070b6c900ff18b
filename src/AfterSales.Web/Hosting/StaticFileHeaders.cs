namespace AfterSales.Web.Hosting;

/// <summary>Files whose name carries a hash of their content never change: a browser may keep them for a year.</summary>
public static class StaticFileHeaders
{
    public static IApplicationBuilder UseStaticFileHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (http.Request.Path.StartsWithSegments("/ui/assets", StringComparison.Ordinal))
            http.Response.OnStarting(static state =>
            {
                var response = ((HttpContext)state).Response;
                if (response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified)
                    response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return Task.CompletedTask;
            }, http);
        return next(http);
    });
}
