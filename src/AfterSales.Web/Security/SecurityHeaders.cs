namespace AfterSales.Web.Security;

/// <summary>
/// Headers of every answer. The content policy allows scripts and styles from this server only, none written into a page; a page that
/// shows foreign content (a mail) sets its own, stricter policy before the answer starts and keeps it.
/// </summary>
public static class SecurityHeaders
{
    /// <summary>The policy of ordinary pages. <c>blob:</c> pictures are the previews of chosen photos.</summary>
    public const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; " +
        "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; manifest-src 'self'";

    /// <summary>
    /// The policy of a mail shown in a frame: no script, no request to anywhere, its own inline styles; links open outside the frame.
    /// </summary>
    public const string MailPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'self'; form-action 'none'; " +
        "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(static state =>
        {
            var http = (HttpContext)state;
            var headers = http.Response.Headers;
            if (headers.ContentSecurityPolicy.Count == 0)
                headers.ContentSecurityPolicy = ContentPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = CarriesSecret(http.Request.Path) ? "no-referrer" : "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=(), payment=(), usb=()";
            // What is shown is about people and cases; only the files of the pages themselves may be kept.
            if (headers.CacheControl.Count == 0 && http.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true)
                headers.CacheControl = "no-store";
            if (http.Request.IsHttps)
                headers.StrictTransportSecurity = "max-age=31536000";
            return Task.CompletedTask;
        }, http);
        return next(http);
    });

    // Addresses that open something by themselves must not travel to other sites as a referrer.
    private static bool CarriesSecret(PathString path) =>
        path.StartsWithSegments("/t", StringComparison.Ordinal) || path.StartsWithSegments("/welcome", StringComparison.Ordinal) || path.StartsWithSegments("/track", StringComparison.Ordinal);
}
