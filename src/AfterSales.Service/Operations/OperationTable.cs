using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation.Migration;
using AfterSales.Engine.Commits;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Operations;

/// <summary>The rows of the domain that name a version or an element of a waiting instance.</summary>
internal static class OperationTable
{
    /// <summary>The version the case followed so far; 0 for an instance of no case.</summary>
    public static int Version(CommitContext commit) =>
        (int)commit.First<long>("SELECT version FROM case_processes WHERE instance_key = @Key", new { Key = commit.Instance!.ProcessInstanceKey });

    public static void MoveInstance(CommitContext commit, CompiledProcess process)
    {
        var row = new
        {
            Key = commit.Instance!.ProcessInstanceKey, Definition = commit.Definition!.ProcessDefinitionKey, Process = process.Id, commit.Definition.Version,
        };
        commit.Execute("UPDATE case_processes SET definition_key = @Definition, process_id = @Process, version = @Version WHERE instance_key = @Key", row);
        commit.Execute(
            """
            UPDATE tasks SET definition_key = @Definition
            WHERE ended_at IS NULL AND task_key IN (SELECT task_key FROM engine_user_tasks WHERE instance_key = @Key AND ended_at IS NULL)
            """, row);
    }

    public static void MoveTask(CommitContext commit, long task, string elementId, LocalText name) => commit.Execute(
        "UPDATE tasks SET element_id = @elementId, name_en = @English, name_fa = @Persian, name_zh = @Chinese WHERE task_key = @task",
        new { task, elementId, name.English, name.Persian, name.Chinese });

    /// <summary>Limits of tasks and pauses are rows of the element instance; limits that timers guard name the timer's event.</summary>
    public static void MoveElement(CommitContext commit, MigratedElement element)
    {
        if (element.FromElementId == element.ToElementId)
            return;
        var row = new { Key = element.ElementInstanceKey, element.ToElementId };
        commit.Execute("UPDATE deadline SET element_id = @ToElementId WHERE element_instance_key = @Key AND kind = 'task' AND ended_at IS NULL", row);
        commit.Execute("UPDATE deadline_pause SET element_id = @ToElementId WHERE element_instance_key = @Key AND ended_at IS NULL", row);
    }

    public static void MoveTimer(CommitContext commit, MigratedWait timer)
    {
        commit.Execute("UPDATE deadline SET element_id = @ToElementId WHERE source_key = @Key AND ended_at IS NULL", timer);
        commit.Execute("UPDATE timer_calculation SET element_id = @ToElementId WHERE timer_key = @Key", timer);
    }
}
