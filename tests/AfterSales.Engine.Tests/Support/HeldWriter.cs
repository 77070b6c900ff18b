namespace AfterSales.Engine.Tests.Support;

/// <summary>The writer of an engine, held within a command of its own: what is sent meanwhile waits and shares the next commit.</summary>
internal sealed class HeldWriter : IDisposable
{
    private readonly ManualResetEventSlim _release = new();
    private readonly Task _holding;

    /// <summary>Returns once the writer is held.</summary>
    public HeldWriter(ProcessEngine engine, CancellationToken ct)
    {
        using var inside = new ManualResetEventSlim();
        _holding = engine.WriteAsync(_ =>
        {
            inside.Set();
            _release.Wait(ct);
        }, ct: ct);
        inside.Wait(ct);
    }

    /// <summary>Lets the writer go on; done when its command is.</summary>
    public Task ReleaseAsync()
    {
        _release.Set();
        return _holding;
    }

    public void Dispose()
    {
        _release.Set();
        _holding.Wait();
        _release.Dispose();
    }
}
