using AfterSales.Engine.Storage;
using AfterSales.Engine.Tests.Support;
using Xunit;

namespace AfterSales.Engine.Tests.Suites;

/// <summary>
/// Base of the compliance suites: each says what the engine promises on every store, and is inherited once per adapter.
/// </summary>
public abstract class EngineSuite : IAsyncLifetime
{
    private readonly List<TestEngine> _engines = [];

    private protected TestEngine Test { get; private set; } = null!;

    private protected ProcessEngine Engine => Test.Engine;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Another connection to the one store of this test.</summary>
    protected abstract IEngineStore NewStore();

    protected abstract void DropStore();

    /// <summary>What the suite plugs into the engine before it opens.</summary>
    private protected virtual void Arrange(TestEngine test)
    {
    }

    private protected virtual EngineOptions Options => new();

    public async ValueTask InitializeAsync()
    {
        Test = new TestEngine(NewStore, Options);
        Arrange(Test);
        _engines.Add(await Test.OpenAsync());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var engine in _engines)
            await engine.DisposeAsync();
        DropStore();
        GC.SuppressFinalize(this);
    }
}
