using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Engine.Commits;
using Dapper;

namespace AfterSales.Service.Notifications;

/// <summary>The table of what tasks are about.</summary>
internal static class TaskMailRows
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static void Save(CommitContext commit, TaskFacts facts) => commit.Later.Execute(
        "INSERT INTO mail_task (task_key, case_number, facts) VALUES (@key, @caseNumber, @json) ON CONFLICT (task_key) DO UPDATE SET facts = excluded.facts",
        new { key = facts.Key, caseNumber = facts.Case?.Number, json = JsonSerializer.Serialize(facts, Json) }, commit.Transaction);

    public static TaskFacts? Find(CommitContext commit, long taskKey)
    {
        var json = commit.Connection.QueryFirstOrDefault<string>(
            "SELECT facts FROM mail_task WHERE task_key = @taskKey", new { taskKey }, commit.Transaction);
        return json is null ? null : JsonSerializer.Deserialize<TaskFacts>(json, Json);
    }
}
