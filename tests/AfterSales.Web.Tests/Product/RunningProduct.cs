using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using AfterSales.TestSupport;
using Xunit;

namespace AfterSales.Web.Tests.Product;

/// <summary>
/// The product as an operator starts it: a process of its own with its own data folder on a free port, everything at its
/// defaults but the admin's password and a clock that can be moved.
/// </summary>
public class RunningProduct : IAsyncLifetime
{
    public const string Admin = "admin";
    public const string AdminPassword = "a-password-for-tests";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly string _data = Directory.CreateTempSubdirectory("aftersales-").FullName;
    private readonly StringBuilder _log = new();
    private Process? _process;

    /// <summary>Settings beside the defaults, as environment variables; set before the first start.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    public string Address { get; private set; } = "";

    /// <summary>A client signed in as admin by Basic authentication.</summary>
    public HttpClient Client { get; private set; } = new();

    /// <summary>Everything the process printed so far.</summary>
    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    public virtual async ValueTask InitializeAsync()
    {
        Address = $"http://127.0.0.1:{FreePort()}";
        await StartAsync();
    }

    /// <summary>Starts the process; again after <see cref="KillAsync"/> on the same data.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = RepositoryRoot.Combine("src", "AfterSales.Web"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(ProgramPath());
        start.Environment["AfterSales__DataDirectory"] = _data;
        start.Environment["AfterSales__Urls"] = Address;
        start.Environment["AfterSales__AdminPassword"] = AdminPassword;
        start.Environment["AfterSales__AllowClockControl"] = "true";
        start.Environment["AfterSales__Limits__Requests"] = "100000";
        start.Environment["AfterSales__Limits__Links"] = "100000";
        start.Environment["AfterSales__Limits__SignIns"] = "100000";
        // A product that lives for minutes does not earn back what profiling its code costs.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        foreach (var (name, value) in Settings)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Client = new HttpClient { BaseAddress = new Uri(Address), Timeout = Patience };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Admin}:{AdminPassword}")));
        await ReadyAsync();
    }

    /// <summary>Ends the process at once, as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Client.Dispose();
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    public async Task<JsonElement> GetAsync(string path, CancellationToken ct)
    {
        using var response = await Client.GetAsync(path, ct);
        return await ReadAsync(response, path, ct);
    }

    public async Task<JsonElement> PostAsync(string path, object body, CancellationToken ct)
    {
        using var response = await Client.PostAsJsonAsync(path, body, ct);
        return await ReadAsync(response, path, ct);
    }

    public async Task PutAsync(string path, object body, CancellationToken ct)
    {
        using var response = await Client.PutAsJsonAsync(path, body, ct);
        await ReadAsync(response, path, ct);
    }

    /// <summary>Pins the product's clock.</summary>
    public Task PinClockAsync(DateTimeOffset instant, CancellationToken ct) => PutAsync("/v2/clock", new { timestamp = instant.ToUnixTimeMilliseconds() }, ct);

    private async Task<JsonElement> ReadAsync(HttpResponseMessage response, string path, CancellationToken ct)
    {
        var text = await response.Content.ReadAsStringAsync(ct);
        if (!response.IsSuccessStatusCode)
            Assert.Fail($"{path} answered {(int)response.StatusCode}: {text}\n{Log}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    private async Task ReadyAsync()
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience;)
        {
            if (_process!.HasExited)
                Assert.Fail($"The product ended with {_process.ExitCode} while starting:\n{Log}");
            try
            {
                using var response = await Client.GetAsync("/health/ready");
                if (response.StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
        Assert.Fail($"The product was not ready within {Patience}:\n{Log}");
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
            _log.AppendLine(line.Data);
    }

    /// <summary>The program built with the same configuration as these tests.</summary>
    private static string ProgramPath()
    {
        var framework = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))!);
        return RepositoryRoot.Combine("src", "AfterSales.Web", "bin", configuration, framework, "AfterSales.Web.dll");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
