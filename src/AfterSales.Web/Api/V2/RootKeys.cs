using AfterSales.Engine;
using AfterSales.Engine.Search;

namespace AfterSales.Web.Api.V2;

/// <summary>
/// The root instance of each instance on a page: rows name their own instance, the API also wants the one it all began with.
/// At most one query per page.
/// </summary>
internal sealed class RootKeys
{
    private readonly IReadOnlyDictionary<long, long> roots;

    private RootKeys(IReadOnlyDictionary<long, long> roots) => this.roots = roots;

    public static async Task<RootKeys> OfAsync(ProcessEngine engine, IEnumerable<long> processInstanceKeys, CancellationToken ct) =>
        new(await engine.Instances.RootsAsync(processInstanceKeys, ct));

    /// <summary>The root's key, or null when the instance is no longer kept.</summary>
    public string? Of(long processInstanceKey) =>
        roots.TryGetValue(processInstanceKey, out var root) ? Answers.Key(root) : null;

    /// <summary>A page whose items name their root.</summary>
    public static async Task<IResult> PageAsync<T>(
        HttpContext http, ProcessEngine engine, Outcome<SearchPage<T>> outcome, Func<T, long> instanceOf, Func<T, RootKeys, object> item, CancellationToken ct)
    {
        if (!outcome.IsOk)
            return Answers.Problem(http, outcome.Failure);
        var roots = await OfAsync(engine, outcome.Value.Items.Select(instanceOf), ct);
        return Results.Ok(Answers.Page(outcome.Value, outcome.Value.Items.Select(row => item(row, roots))));
    }
}
