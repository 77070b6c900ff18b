using AfterSales.Web.Tests.Support;
using Xunit;

namespace AfterSales.Web.Tests.Admin;

/// <summary>One host for all tests of administration: each works with people and cases of its own.</summary>
[CollectionDefinition(Name)]
public sealed class AdminSiteCollection : ICollectionFixture<AdminSite>
{
    public const string Name = "administration";
}

public sealed class AdminSite : Site
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["AfterSales:Limits:SignIns"] = "1000",
        ["AfterSales:Limits:Links"] = "1000",
        ["AfterSales:Mail:Smtp:Password"] = "never-on-a-page",
    };
}
