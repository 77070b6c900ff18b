namespace AfterSales.Web.SignIn.Tokens;

/// <summary>What a token may do, within what its person may: reading or changing, in the domain's API or the engine's.</summary>
public static class TokenScopes
{
    /// <summary>Reads under <c>/api</c>.</summary>
    public const string DomainRead = "domain:read";

    /// <summary>Changes under <c>/api</c>.</summary>
    public const string DomainWrite = "domain:write";

    /// <summary>Reads, searches and figures under <c>/v2</c>.</summary>
    public const string EngineRead = "engine:read";

    /// <summary>Deploys, completes and cancels under <c>/v2</c>.</summary>
    public const string EngineWrite = "engine:write";

    public static IReadOnlyList<string> All { get; } = [DomainRead, DomainWrite, EngineRead, EngineWrite];

    /// <summary>What a call asks for. Searches of the engine's API are reading, although they are posted.</summary>
    public static string Of(HttpRequest request)
    {
        var engine = request.Path.StartsWithSegments("/v2", StringComparison.Ordinal);
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            || (engine && HttpMethods.IsPost(request.Method) && (request.Path.Value!.EndsWith("/search", StringComparison.Ordinal) || request.Path.Value.Contains("/statistics/", StringComparison.Ordinal)));
        return (engine, reads) switch
        {
            (true, true) => EngineRead,
            (true, false) => EngineWrite,
            (false, true) => DomainRead,
            _ => DomainWrite,
        };
    }
}
