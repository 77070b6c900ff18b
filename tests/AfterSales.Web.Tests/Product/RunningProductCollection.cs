using Xunit;

namespace AfterSales.Web.Tests.Product;

/// <summary>Tests that share one running product. They make cases of their own and never move its clock.</summary>
[CollectionDefinition(Name)]
public sealed class RunningProductCollection : ICollectionFixture<RunningProduct>
{
    public const string Name = "running product";
}
