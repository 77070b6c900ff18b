using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using AfterSales.Benchmarks.Databases;
using AfterSales.Benchmarks.Engine;

namespace AfterSales.Benchmarks.Rest;

/// <summary>The web product as an operator starts it, in a process of its own, with the measured process deployed and no workflows beside it.</summary>
internal sealed class MeasuredProduct : IAsyncDisposable
{
    private const string Password = "a-password-for-measuring";

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly TemporaryFolder _folder = new();
    private readonly PostgresDatabase? _database;
    private readonly Process _process;

    private MeasuredProduct(DatabaseKind kind)
    {
        _database = kind.Server is { } server ? new PostgresDatabase(server) : null;
        var address = $"http://127.0.0.1:{FreePort()}";
        var workflows = Directory.CreateDirectory(Path.Combine(_folder.Path, "workflows"));
        var program = ProgramPath();
        // Where its mail templates lie.
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Path.GetDirectoryName(program), RedirectStandardOutput = true };
        start.ArgumentList.Add(program);
        start.Environment["AfterSales__DataDirectory"] = Path.Combine(_folder.Path, "data");
        start.Environment["AfterSales__WorkflowsDirectory"] = workflows.FullName;
        start.Environment["AfterSales__Urls"] = address;
        start.Environment["AfterSales__AdminPassword"] = Password;
        start.Environment["AfterSales__DemoPeople"] = "false";
        start.Environment["AfterSales__Lint__Deployments"] = "Nothing";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        if (_database is not null)
            start.Environment["AfterSales__Database"] = _database.ConnectionString;
        _process = Process.Start(start) ?? throw new InvalidOperationException("The product did not start.");
        // Read away, so that the process never waits for a full pipe.
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        Client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 512 }) { BaseAddress = new Uri(address) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"admin:{Password}")));
    }

    public HttpClient Client { get; }

    /// <summary>Processor time of the product so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<MeasuredProduct> StartAsync(DatabaseKind kind)
    {
        var product = new MeasuredProduct(kind);
        await product.ReadyAsync();
        using var form = new MultipartFormDataContent();
        form.Add(new ByteArrayContent(Workflow.Resource.Content.ToArray()), "resources", Workflow.Resource.Name);
        using var deployed = await product.Client.PostAsync("/v2/deployments", form);
        if (!deployed.IsSuccessStatusCode)
            throw new InvalidOperationException(await deployed.Content.ReadAsStringAsync());
        return product;
    }

    /// <summary>The answer's body.</summary>
    public async Task<JsonElement> PostAsync(string path, object body)
    {
        // Of a known length, as client libraries send them: what the drivers do takes the product's processors.
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body));
        content.Headers.ContentType = Json;
        using var response = await Client.PostAsync(path, content);
        var answer = await response.Content.ReadAsByteArrayAsync();
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}: {Encoding.UTF8.GetString(answer)}");
        return answer.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(answer);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _database?.Dispose();
        _folder.Dispose();
    }

    private async Task ReadyAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            try
            {
                using var response = await Client.GetAsync("/health/ready", patience.Token);
                if (response.StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                // Not listening yet.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
        }
    }

    /// <summary>The program built with the same configuration as this one.</summary>
    private static string ProgramPath()
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        var repository = framework.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(repository, "src", "AfterSales.Web", "bin", framework.Parent.Name, framework.Name, "AfterSales.Web.dll");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
