using System.Globalization;
using System.Text.RegularExpressions;
using AfterSales.Web.Tests.Support;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Web.Tests.Security;

/// <summary>One address of the host with one method it takes.</summary>
/// <param name="Route">As it is declared, without the parts that choose a page's handler.</param>
/// <param name="Path">With a value for each of its parameters; nothing of that name need exist.</param>
/// <param name="IsPage">A page, not an address for programs.</param>
public sealed partial record EveryAddress(string Method, string Route, string Path, bool IsPage)
{
    public bool Changes => Method is not ("GET" or "HEAD");

    public override string ToString() => Method + " " + Route;

    /// <summary>All that the running host answers, apart from the files of the pages; each page by GET.</summary>
    public static IReadOnlyList<EveryAddress> Of(Site site)
    {
        var found = new List<EveryAddress>();
        foreach (var endpoint in site.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            var route = "/" + (endpoint.RoutePattern.RawText ?? "").TrimStart('/');
            if (route.Contains("{**path}", StringComparison.Ordinal) || endpoint.Metadata.Any(one => one.GetType().Name.Contains("StaticAsset", StringComparison.Ordinal)))
                continue;
            var isPage = endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null;
            route = Handler().Replace(route, "");
            route = route.Length == 0 ? "/" : route;
            IEnumerable<string> methods = isPage ? ["GET"] : endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
            found.AddRange(methods.Select(method => new EveryAddress(method, route, Filled(route), isPage)));
        }
        return [.. found.DistinctBy(one => one.ToString()).OrderBy(one => one.Route, StringComparer.Ordinal).ThenBy(one => one.Method, StringComparer.Ordinal)];
    }

    private static string Filled(string route) => Parameter().Replace(route, match =>
        match.Groups["rest"].Value is var rest && (rest.Contains(":int", StringComparison.Ordinal) || rest.Contains(":long", StringComparison.Ordinal)) ? "400"
        : match.Groups["name"].Value switch
        {
            "kind" => "bpmn",
            "documentName" => "domain",
            "token" when rest.Contains("{{32}}", StringComparison.Ordinal) => new string('A', 32),
            var name when name.EndsWith("Key", StringComparison.Ordinal) => 1.ToString(CultureInfo.InvariantCulture),
            _ => "complaint-handling",
        });

    [GeneratedRegex(@"/\{handler[^/]*\}$")]
    private static partial Regex Handler();

    [GeneratedRegex(@"\{\*{0,2}(?<name>\w+)(?<rest>(\((?>[^()]+|\((?<d>)|\)(?<-d>))*\)|[^{}()])*)\}")]
    private static partial Regex Parameter();
}
