using System.Text.Json;
using AfterSales.Engine;
using Microsoft.Extensions.Hosting;

namespace AfterSales.Service.Calendars;

/// <summary>
/// Reads an operator's own calendars (<c>*.json</c> in the form of the shipped ones) before timers run: new sites, and the holidays of
/// another year for a shipped calendar, which such a file extends under its own id. A wrong file stops the start with a sentence that
/// names it, since a deadline counted in the wrong calendar is worse.
/// </summary>
internal sealed class CalendarFolder(CalendarRegistry calendars, string folder) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder))
            foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
                Read(file);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Read(string file)
    {
        try
        {
            calendars.Put(File.ReadAllBytes(file));
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException or IOException or UnauthorizedAccessException)
        {
            throw new EngineStartException($"The calendar file '{file}' cannot be used: {wrong.Message}", wrong);
        }
    }
}
