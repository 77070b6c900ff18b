using AfterSales.Web.Tests.Walks;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(WalksFirst))]

namespace AfterSales.Web.Tests.Walks;

/// <summary>
/// Walks in a browser take minutes and wait more than they work: they begin first, so that none of them is left to run alone in the end. How many
/// collections run at once stands in <c>xunit.runner.json</c>.
/// </summary>
public sealed class WalksFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => collection.TestCollectionDisplayName.Contains("walk", StringComparison.OrdinalIgnoreCase) ? 0 : 1)
            .ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];
}
