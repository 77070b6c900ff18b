using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using AfterSales.Service.Mail;
using AfterSales.TestSupport;
using Xunit;

namespace AfterSales.Service.Tests.Mail.Smtp;

/// <summary>
/// The npm package smtp-server in a child process: an SMTP server nobody here wrote, with a MIME reader nobody here wrote.
/// </summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<JsonObject> _mails = Channel.CreateUnbounded<JsonObject>();
    private readonly ConcurrentQueue<JsonObject> _others = new();
    private readonly TaskCompletionSource<int> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _folder;
    private bool _disposed;

    private MailServer(Process process, string folder, SmtpSecurity security, TestCertificates certificates)
    {
        _process = process;
        _folder = folder;
        Security = security;
        Certificates = certificates;
    }

    public int Port { get; private set; }

    public SmtpSecurity Security { get; }

    public TestCertificates Certificates { get; }

    /// <summary>Sign-ins the server saw: method and user.</summary>
    public IReadOnlyList<JsonObject> SignIns => [.. _others.Where(line => (string?)line["event"] == "signIn")];

    public int Connections => _others.Count(line => (string?)line["event"] == "connection");

    /// <summary>Starts a server; skips the test where Node is missing.</summary>
    /// <param name="more">Settings of <c>server.mjs</c>.</param>
    public static async Task<MailServer> StartAsync(SmtpSecurity security, object? more = null, int port = 0)
    {
        var ct = TestContext.Current.CancellationToken;
        var (node, home) = await NodeScript.PrepareAsync("mail-server", ct);

        var folder = Directory.CreateTempSubdirectory("aftersales-mail-server-").FullName;
        var certificates = new TestCertificates(folder);
        var settings = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        settings["security"] = security switch { SmtpSecurity.ImplicitTls => "implicit", SmtpSecurity.StartTls => "starttls", _ => "none" };
        settings["key"] = certificates.KeyFile;
        settings["certificate"] = certificates.CertificateFile;
        settings["port"] = port;

        var start = new ProcessStartInfo(node) { WorkingDirectory = home, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("server.mjs");
        start.ArgumentList.Add(settings.ToJsonString());
        var process = Process.Start(start)!;
        var server = new MailServer(process, folder, security, certificates);
        process.OutputDataReceived += (_, line) => server.Hear(line.Data);
        process.ErrorDataReceived += (_, line) => server._listening.TrySetException(new InvalidOperationException("The mail server failed: " + line.Data));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        server.Port = await server._listening.Task.WaitAsync(TimeSpan.FromSeconds(20), ct);
        return server;
    }

    /// <summary>Settings that reach this server.</summary>
    public MailSettings Settings(Action<SmtpSettings>? change = null)
    {
        var smtp = new SmtpSettings
        {
            Host = "127.0.0.1",
            Port = Port,
            Security = Security,
            TrustedCaFile = Security == SmtpSecurity.None ? null : Certificates.AuthorityFile,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            ReplyTimeout = TimeSpan.FromSeconds(10),
        };
        change?.Invoke(smtp);
        return new MailSettings { Transport = MailTransportKind.Smtp, From = "aftersales@service.example", FromName = "AfterSales", Smtp = smtp };
    }

    /// <summary>The next mail that arrived.</summary>
    public async Task<JsonObject> NextAsync() =>
        await _mails.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    /// <summary>Mails that arrived and were not asked for yet.</summary>
    public int Waiting => _mails.Reader.Count;

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
            }
        }
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Hear(string? line)
    {
        if (line is null || JsonNode.Parse(line) is not JsonObject said)
            return;
        switch ((string?)said["event"])
        {
            case "listening":
                _listening.TrySetResult((int)said["port"]!);
                break;
            case "mail":
                _mails.Writer.TryWrite(said);
                break;
            default:
                _others.Enqueue(said);
                break;
        }
    }
}
