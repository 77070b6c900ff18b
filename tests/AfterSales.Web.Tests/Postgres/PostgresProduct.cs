using AfterSales.TestSupport;
using AfterSales.Web.Tests.Walks;
using Xunit;

namespace AfterSales.Web.Tests.Postgres;

/// <summary>The product of the walks on a PostgreSQL database, which the operator's one setting chooses.</summary>
public sealed class PostgresProduct : WalkedProduct
{
    private TestSchema? _schema;

    public override async ValueTask InitializeAsync()
    {
        _schema = TestSchema.New();
        Settings["AfterSales__Database"] = _schema.ConnectionString;
        await base.InitializeAsync();
        // The lists have something to show, whichever test comes first.
        await PostAsync("/api/requests", new
        {
            kind = "complaint", subject = "Seam breaks", description = "Since Monday.", customer = new { name = "Li Wei", email = "li@customer.example" },
            product = new { model = "HX-20", serialNumber = "HX-0042" }, language = "zh",
        }, CancellationToken.None);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _schema?.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>The walks run one after another on one product.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresProductCollection : ICollectionFixture<PostgresProduct>
{
    public const string Name = "product on PostgreSQL";
}
