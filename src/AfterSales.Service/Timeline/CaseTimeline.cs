using System.Text.Json;
using AfterSales.Engine.Commits;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Timeline;

/// <summary>Writes timeline entries in the commit of what they tell of: nothing is told that did not happen.</summary>
public static class CaseTimeline
{
    public static void Add(CommitContext commit, TimelineEntry entry) => commit.Execute(
        """
        INSERT INTO timeline (entry_key, case_number, happened_at, kind, actor, for_customer, task_key, record_number, facts_json)
        VALUES (@Key, @CaseNumber, @At, @Kind, @Actor, @ForCustomer, @TaskKey, @RecordNumber, @Facts)
        """,
        new
        {
            Key = commit.NextKey(),
            entry.CaseNumber,
            At = (entry.At ?? commit.Now).ToStored(),
            entry.Kind,
            entry.Actor,
            ForCustomer = entry.ForCustomer ? 1 : 0,
            entry.TaskKey,
            entry.RecordNumber,
            Facts = JsonSerializer.Serialize(entry.Facts, TimelineJson.Default.IReadOnlyDictionaryStringTimelineValue),
        });
}
