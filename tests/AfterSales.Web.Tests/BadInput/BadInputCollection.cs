using AfterSales.Web.Tests.Product;
using Xunit;

namespace AfterSales.Web.Tests.BadInput;

/// <summary>Tests that share one product and send it what nobody should. They make cases of their own; one moves the clock and puts it back.</summary>
[CollectionDefinition(Name)]
public sealed class BadInputCollection : ICollectionFixture<BadInputProduct>
{
    public const string Name = "bad input";
}

/// <summary>The product with the log level it ships with, since what the log keeps is part of what is tested.</summary>
public sealed class BadInputProduct : IAsyncLifetime
{
    public RunningProduct Running { get; } = new() { Settings = { ["Logging__LogLevel__Default"] = "Information" } };

    public ValueTask InitializeAsync() => Running.InitializeAsync();

    public ValueTask DisposeAsync() => Running.DisposeAsync();
}
