using System.Globalization;
using AfterSales.Engine.Commits;
using AfterSales.Service.Timeline;

namespace AfterSales.Service.Audit;

/// <summary>Lines of the log for what people, or programs in their name, do to the engine past any case. Each belongs to the commit that did it.</summary>
public static class EngineAudit
{
    /// <param name="action">The last word of the action, such as <c>deployed</c>: its words stand under <c>audit.engine</c> of the texts.</param>
    /// <param name="kind">What it was done to, see <see cref="AuditEntry"/>.</param>
    /// <param name="id">A key, or the name of what has none.</param>
    /// <param name="facts">Names and texts for the words. Never values of variables: they may be secret.</param>
    public static Action<CommitContext> Line(string action, string kind, string id, params IReadOnlyList<(string Name, string Text)> facts)
    {
        var entry = new AuditEntry("engine." + action, kind, id) { Facts = facts.ToDictionary(fact => fact.Name, fact => TimelineValue.Of(fact.Text)) };
        return commit => AuditLog.Add(commit, entry);
    }

    /// <summary>An operation on an instance of no case; one of a case stands in its timeline.</summary>
    internal static AuditEntry Operation(string kind, long instanceKey, IReadOnlyDictionary<string, TimelineValue> facts) =>
        new("engine." + kind[(kind.IndexOf('.', StringComparison.Ordinal) + 1)..], "instance", instanceKey.ToString(CultureInfo.InvariantCulture)) { Facts = facts };
}
