using AfterSales.Service.Languages;

namespace AfterSales.Service.Workflows;

/// <summary>A file of the workflows folder that is not in use, and every reason; reasons the engine gives are in English only.</summary>
/// <param name="File">Its path below the folder.</param>
public sealed record RefusedWorkflow(string File, IReadOnlyList<LocalText> Problems);

/// <summary>
/// The files the last start left out. Everything else runs; of a file that was in use before, the version deployed then stays in force. Kept in
/// memory: the next start looks again.
/// </summary>
public sealed class RefusedWorkflows
{
    private volatile IReadOnlyList<RefusedWorkflow> _all = [];

    /// <summary>By file name; empty when everything is in use.</summary>
    public IReadOnlyList<RefusedWorkflow> All => _all;

    internal void Say(IEnumerable<RefusedWorkflow> refused) => _all = [.. refused.OrderBy(file => file.File, StringComparer.Ordinal)];
}
