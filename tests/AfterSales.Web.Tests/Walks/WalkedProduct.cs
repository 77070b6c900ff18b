using AfterSales.Web.Tests.Product;
using Xunit;

namespace AfterSales.Web.Tests.Walks;

/// <summary>
/// A product to be walked through. Its clock stands at the Saturday morning to which the dates of the path tables fit, so that the
/// walks neither age nor depend on each other; no walk moves it. The warehouse has the part that a repair asks for.
/// </summary>
public class WalkedProduct : RunningProduct
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 21, 8, 30, 0, TimeSpan.Zero);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await PinClockAsync(Morning, CancellationToken.None);
        await PutAsync("/api/parts/PU-310", new { name = new { en = "Coolant pump", fa = "پمپ خنک‌کننده", zh = "冷却泵" } }, CancellationToken.None);
        await PostAsync("/api/parts/PU-310/stock", new { warehouse = "main", change = 3, reason = "Delivered" }, CancellationToken.None);
    }
}

/// <summary>The walks of cases run one after another on one product.</summary>
[CollectionDefinition(Name)]
public class WalkedProductCollection : ICollectionFixture<WalkedProduct>
{
    public const string Name = "walked product";
}

/// <summary>The walks of the designer run one after another on another product, beside those of cases.</summary>
[CollectionDefinition(Name)]
public class DrawnProductCollection : ICollectionFixture<WalkedProduct>
{
    public const string Name = "walked product of drawings";
}
