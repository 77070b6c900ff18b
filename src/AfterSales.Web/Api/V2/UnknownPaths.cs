using AfterSales.Web.Api.Http;
using Microsoft.AspNetCore.Routing.Patterns;

namespace AfterSales.Web.Api.V2;

/// <summary>
/// What answers a path that no operation takes: 400 where only a key is not a number, as the Camunda 8 API does, else 501 for an operation
/// that this engine does not offer.
/// </summary>
internal static class UnknownPaths
{
    public static IResult Answer(HttpContext http, IEnumerable<EndpointDataSource> endpoints)
    {
        var segments = http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var key = endpoints.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => Takes(endpoint, http.Request.Method))
            .Select(endpoint => KeyOf(endpoint.RoutePattern, segments))
            .FirstOrDefault(found => found is not null);
        return key is { } wrong
            ? ApiProblem.Invalid(http, $"A key is a whole number of at most 19 digits; '{JsonBody.Shown(wrong)}' is none.")
            : ApiProblem.NotImplemented(http, $"{http.Request.Method} {http.Request.Path} is not part of this engine's API.{(LeftOut.Reason(http.Request.Path) is { } reason ? " " + reason : "")}");
    }

    private static bool Takes(RouteEndpoint endpoint, string method) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is { } methods && methods.HttpMethods.Contains(method, StringComparer.OrdinalIgnoreCase);

    /// <summary>What stands in the place of a pattern's key when everything else of the path fits; null when it does not.</summary>
    private static string? KeyOf(RoutePattern pattern, string[] segments)
    {
        if (pattern.PathSegments.Count != segments.Length)
            return null;
        string? key = null;
        for (var i = 0; i < segments.Length; i++)
            switch (pattern.PathSegments[i].Parts)
            {
                case [RoutePatternLiteralPart literal] when string.Equals(literal.Content, segments[i], StringComparison.OrdinalIgnoreCase):
                    break;
                case [RoutePatternParameterPart { IsCatchAll: false } parameter] when parameter.ParameterPolicies.Any(policy => policy.Content == "long"):
                    key ??= segments[i];
                    break;
                default:
                    return null;
            }
        return key;
    }
}
