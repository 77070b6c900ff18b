using AfterSales.Engine;
using AfterSales.Engine.Clock;
using AfterSales.Service.Lint;
using AfterSales.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace AfterSales.Service.Tests;

/// <summary>
/// The whole domain on a database of its own, with a clock the test moves. Nothing is shared between tests. With
/// <c>AFTERSALES_TEST_SERVICE_ON=postgres</c> every test runs on PostgreSQL (<see cref="TestSchema"/>).
/// </summary>
public sealed class TestService : IAsyncDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "aftersales-" + Path.GetRandomFileName());
    private readonly ServiceProvider _services;
    private readonly TestSchema? _schema;

    private TestService(Action<IServiceCollection>? more, string? workflows, LintPolicy? lint, string? database, bool ownTemplates)
    {
        System.IO.Directory.CreateDirectory(_folder);
        if (database is null && Environment.GetEnvironmentVariable("AFTERSALES_TEST_SERVICE_ON") == "postgres")
            database = (_schema = TestSchema.New()).ConnectionString;
        var services = new ServiceCollection();
        services.AddLogging();
        more?.Invoke(services);
        services.AddAfterSales(new AfterSalesOptions
        {
            Engine = new EngineOptions { DataDirectory = _folder, AllowClockControl = true, PollInterval = TimeSpan.FromMilliseconds(50) },
            Database = database,
            WorkflowsDirectory = workflows,
            Lint = lint ?? new LintPolicy(),
        });
        if (!ownTemplates)
            services.ShareTemplates();
        _services = services.BuildServiceProvider();
    }

    public ProcessEngine Engine => Get<ProcessEngine>();

    public ControllableTimeProvider Clock => Get<ControllableTimeProvider>();

    /// <summary>A started service at Saturday 21 November 2026, 08:30 UTC, or at another instant.</summary>
    public static async Task<TestService> StartAsync(
        Action<IServiceCollection>? more = null, string? workflows = null, LintPolicy? lint = null, DateTimeOffset? at = null,
        string? database = null, bool ownTemplates = false)
    {
        var service = new TestService(more, workflows, lint, database, ownTemplates);
        service.Clock.Pin(at ?? new DateTimeOffset(2026, 11, 21, 8, 30, 0, TimeSpan.Zero));
        foreach (var hosted in service._services.GetServices<IHostedService>())
            await hosted.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    /// <summary>Waits until jobs or messages have brought something about; fails after half a minute.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
            await tick.WaitForNextTickAsync(patience.Token);
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        foreach (var hosted in _services.GetServices<IHostedService>().Reverse())
            await hosted.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
        _schema?.Dispose();
    }
}
