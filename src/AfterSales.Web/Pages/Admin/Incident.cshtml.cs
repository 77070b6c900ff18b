using System.Text.Encodings.Web;
using System.Text.Json;
using AfterSales.Service.Forms;
using AfterSales.Service.Incidents;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Admin;

/// <summary>One stuck step: what happened, where, the values it sees, which may be corrected, and another try. For process owners and administrators.</summary>
[Authorize(Policy = Rights.Engine)]
public sealed class IncidentModel(IncidentDesk desk) : EntryPage
{
    private const int LongestShown = 400;

    private const string FailedAgain = "FailedAgain";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public OpenIncident Incident { get; private set; } = null!;

    public IReadOnlyList<IncidentVariable> Variables { get; private set; } = [];

    public string? Name { get; private set; }

    public string? Value { get; private set; }

    /// <summary>Whether the step was just tried again and stopped once more.</summary>
    public bool HasFailedAgain { get; private set; }

    public async Task<IActionResult> OnGetAsync(long key, string? name, CancellationToken ct)
    {
        if (!await FindAsync(key, ct))
            return Gone();
        HasFailedAgain = TempData.Remove(FailedAgain);
        if (Variables.FirstOrDefault(variable => variable.Name == name && variable.MayChange) is { } chosen)
            (Name, Value) = (chosen.Name, Indented(chosen.Json));
        return Page();
    }

    public async Task<IActionResult> OnPostRetryAsync(long key, CancellationToken ct)
    {
        var retry = await desk.RetryAsync(key, Person.Id, ct);
        if (retry.StuckAgain is { } again)
        {
            // What failed is not told in passing: it is read where it can be corrected.
            TempData[FailedAgain] = true;
            return LocalRedirect(FormattableString.Invariant($"/admin/incidents/{again.Key}"));
        }
        Toast(T[$"web.incidents.result.{retry.Result.ToString().ToLowerInvariant()}"]);
        return LocalRedirect("/admin/incidents");
    }

    public async Task<IActionResult> OnPostCorrectAsync(long key, string? name, string? value, CancellationToken ct)
    {
        if (!await FindAsync(key, ct))
            return Gone();
        (Name, Value) = (name?.Trim() ?? "", value ?? "");
        var errors = new List<FormError>();
        if (!IncidentDesk.IsName(Name))
            errors.Add(new FormError("name", T["web.incidents.wrongName"]));
        else if (Variables.Any(variable => variable.Name == Name && !variable.MayChange))
            errors.Add(new FormError("name", T["web.incidents.ownName", Name]));
        if (IncidentDesk.Read(Value) is null)
            errors.Add(new FormError("value", T["web.incidents.wrongValue"]));
        if (errors.Count > 0)
            return Again(errors, field => T[field == "name" ? "web.incidents.valueName" : "web.incidents.newValue"]);
        var corrected = await desk.CorrectAsync(Incident, Name, Value, Person.Id, ct);
        if (!corrected.IsOk)
            return Gone();
        Toast(T["web.incidents.corrected", Name]);
        return LocalRedirect($"/admin/incidents/{Incident.Key}");
    }

    /// <summary>A value as far as it helps to see it.</summary>
    public string Shown(string json) => Indented(json) is var text && text.Length > LongestShown ? text[..LongestShown] + "…" : text;

    private static string Indented(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement, Readable);
    }

    private async Task<bool> FindAsync(long key, CancellationToken ct)
    {
        if (await desk.FindAsync(key, ct) is not { } found)
            return false;
        (Incident, Variables) = (found, await desk.VariablesAsync(found, ct));
        return true;
    }

    // Somebody else may have been faster; that is no mistake of who looks.
    private LocalRedirectResult Gone()
    {
        Toast(T["web.incidents.result.gone"]);
        return LocalRedirect("/admin/incidents");
    }
}
