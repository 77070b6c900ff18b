using System.Data.Common;
using Dapper;

namespace AfterSales.Engine.Keys;

/// <summary>The highest key in use, so that keys keep growing over restarts, also when the machine's clock was set back.</summary>
internal static class HighestKey
{
    private static readonly (string Table, string Column)[] Keyed =
    [
        ("engine_decision_definitions", "definition_key"),
        ("engine_decision_instances", "decision_instance_key"),
        ("engine_deployments", "deployment_key"),
        ("engine_element_instances", "element_instance_key"),
        ("engine_forms", "form_key"),
        ("engine_incidents", "incident_key"),
        ("engine_jobs", "job_key"),
        ("engine_message_subscriptions", "subscription_key"),
        ("engine_messages", "message_key"),
        ("engine_outbox", "outbox_key"),
        ("engine_process_definitions", "definition_key"),
        ("engine_process_instances", "instance_key"),
        ("engine_signal_subscriptions", "subscription_key"),
        ("engine_timers", "timer_key"),
        ("engine_user_task_changes", "change_key"),
        ("engine_user_tasks", "task_key"),
        ("engine_variables", "variable_key"),
    ];

    // Each table by itself: the maximum of a primary key is one look at the end of its tree.
    public static long In(DbConnection connection) => Keyed.Max(keyed =>
        connection.ExecuteScalar<long?>($"SELECT MAX({keyed.Column}) FROM {keyed.Table}") ?? 0);
}
