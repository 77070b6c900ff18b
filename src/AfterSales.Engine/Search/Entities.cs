using AfterSales.Engine.Batches;
using AfterSales.Engine.Broadcasting;
using AfterSales.Engine.Decisions;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.History;
using AfterSales.Engine.Incidents;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Jobs;
using AfterSales.Engine.Messages;
using AfterSales.Engine.Outbox;
using AfterSales.Engine.Timers;
using AfterSales.Engine.UserTasks;
using AfterSales.Engine.Variables;

namespace AfterSales.Engine.Search;

/// <summary>Every entity with its fields, named as the REST API names them.</summary>
internal static class Entities
{
    public static readonly Entity<ProcessDefinitionRow> ProcessDefinitions = new(
        "process definitions", "engine_process_definitions p", "processDefinitionKey",
        [
            Key("processDefinitionKey", "p.definition_key"),
            Text("processDefinitionId", "p.process_id"),
            Text("name", "p.name", nullable: true),
            Number("version", "p.version"),
            Text("versionTag", "p.version_tag", nullable: true),
            Text("resourceName", "p.resource_name"),
            Text("checksum", "p.checksum"),
            Key("deploymentKey", "p.deployment_key"),
            Instant("deployedAt", "p.deployed_at"),
            Flag("isLatestVersion", "p.is_latest"),
            Flag("isDeleted", "(CASE WHEN p.deleted_at IS NOT NULL THEN 1 ELSE 0 END)"),
            Text(
                "state",
                $"""
                (CASE WHEN p.deleted_at IS NULL THEN '{DefinitionStates.Active}'
                      WHEN EXISTS (SELECT 1 FROM engine_process_instances i WHERE i.definition_key = p.definition_key AND i.state = 'ACTIVE') THEN '{DefinitionStates.Draining}'
                      ELSE '{DefinitionStates.Deleted}' END)
                """),
            Text("startFormId", "p.start_form_id", nullable: true),
        ]);

    public static readonly Entity<DecisionDefinitionRow> DecisionDefinitions = new(
        "decision definitions",
        "engine_decision_definitions d JOIN engine_decision_requirements r ON r.requirements_key = d.requirements_key", "decisionDefinitionKey",
        [
            Key("decisionDefinitionKey", "d.definition_key"),
            Text("decisionDefinitionId", "d.decision_id"),
            Text("name", "d.name", nullable: true),
            Number("version", "d.version"),
            Key("decisionRequirementsKey", "d.requirements_key"),
            Text("decisionRequirementsId", "r.requirements_id"),
            Text("decisionRequirementsName", "r.name", nullable: true),
            Text("resourceName", "r.resource_name"),
            Key("deploymentKey", "d.deployment_key"),
            Flag("isLatestVersion", "d.is_latest"),
        ]);

    public static readonly Entity<DecisionRequirementsRow> DecisionRequirements = new(
        "decision requirements", "engine_decision_requirements r", "decisionRequirementsKey",
        [
            Key("decisionRequirementsKey", "r.requirements_key"),
            Text("decisionRequirementsId", "r.requirements_id"),
            Text("name", "r.name", nullable: true),
            Number("version", "r.version"),
            Text("resourceName", "r.resource_name"),
            Key("deploymentKey", "r.deployment_key"),
            Flag("isLatestVersion", "r.is_latest"),
        ]);

    public static readonly Entity<FormRow> Forms = new(
        "forms", "engine_forms f", "formKey",
        [
            Key("formKey", "f.form_key"),
            Text("formId", "f.form_id"),
            Number("version", "f.version"),
            Text("resourceName", "f.resource_name"),
            Key("deploymentKey", "f.deployment_key"),
            Instant("deployedAt", "f.deployed_at"),
            Flag("isLatestVersion", "f.is_latest"),
        ]);

    public static readonly Entity<ProcessInstanceRow> ProcessInstances = new(
        "process instances",
        "engine_process_instances i JOIN engine_process_definitions p ON p.definition_key = i.definition_key", "processInstanceKey",
        [
            Key("processInstanceKey", "i.instance_key"),
            Key("processDefinitionKey", "i.definition_key"),
            Text("processDefinitionId", "i.process_id"),
            Text("processDefinitionName", "p.name", nullable: true),
            Number("processDefinitionVersion", "p.version"),
            Text("processDefinitionVersionTag", "p.version_tag", nullable: true),
            Text("businessKey", "i.business_key", nullable: true),
            Text("state", "i.state"),
            Flag("isSuspended", "(CASE WHEN i.suspended_at IS NOT NULL AND i.ended_at IS NULL THEN 1 ELSE 0 END)"),
            Flag("hasIncident", "(CASE WHEN i.incidents > 0 THEN 1 ELSE 0 END)"),
            Instant("startDate", "i.started_at"),
            Instant("endDate", "i.ended_at", nullable: true),
            Key("parentProcessInstanceKey", "i.parent_instance_key", nullable: true),
            Key("parentElementInstanceKey", "i.parent_element_key", nullable: true),
            Key("rootProcessInstanceKey", "i.root_instance_key"),
        ],
        Variables: "i.instance_key");

    public static readonly Entity<BatchOperationRow> BatchOperations = new(
        "batch operations", "engine_batch_operations b", "batchOperationKey",
        [
            Key("batchOperationKey", "b.batch_key"),
            Text("operationType", "b.type"),
            Text("clientOperationType", $"(CASE WHEN b.type IN ('{BatchTypes.Suspend}', '{BatchTypes.Resume}') THEN '{BatchTypes.Modify}' ELSE b.type END)"),
            Text("state", "b.state"),
            Text("reason", "b.reason", nullable: true),
            Text("actorId", "b.actor", nullable: true),
            Instant("startDate", "b.created_at"),
            Instant("endDate", "b.ended_at", nullable: true),
            Number("total", "b.total"),
            Number("completed", "b.completed"),
            Number("failed", "b.failed"),
        ]);

    public static readonly Entity<BatchItemRow> BatchItems = new(
        "batch operation items",
        """
        engine_batch_items t JOIN engine_batch_operations b ON b.batch_key = t.batch_key
            LEFT JOIN engine_process_instances i ON i.instance_key = t.instance_key
        """,
        "itemKey",
        [
            Key("batchOperationKey", "t.batch_key"),
            Text("operationType", "b.type"),
            Text("clientOperationType", $"(CASE WHEN b.type IN ('{BatchTypes.Suspend}', '{BatchTypes.Resume}') THEN '{BatchTypes.Modify}' ELSE b.type END)"),
            Key("itemKey", "t.item_key"),
            Key("processInstanceKey", "t.instance_key"),
            // An item that deleted its instance has none any more.
            Key("rootProcessInstanceKey", "COALESCE(i.root_instance_key, t.instance_key)"),
            Text("state", "t.state"),
            Instant("processedDate", "t.processed_at", nullable: true),
            Text("errorMessage", "t.error", nullable: true),
        ]);

    public static readonly Entity<ElementInstanceRow> ElementInstances = new(
        "element instances",
        "engine_element_instances e JOIN engine_process_definitions p ON p.definition_key = e.definition_key", "elementInstanceKey",
        [
            Key("elementInstanceKey", "e.element_instance_key"),
            Key("processInstanceKey", "e.instance_key"),
            Key("processDefinitionKey", "e.definition_key"),
            Text("processDefinitionId", "p.process_id"),
            Text("elementId", "e.element_id"),
            Text("type", "e.type"),
            Text("state", "e.state"),
            Key("elementInstanceScopeKey", "e.scope_key"),
            Instant("startDate", "e.started_at"),
            Instant("endDate", "e.ended_at", nullable: true),
            Flag("hasIncident", "(CASE WHEN e.incidents > 0 THEN 1 ELSE 0 END)"),
        ]);

    public static readonly Entity<UserTaskRow> UserTasks = new(
        "user tasks",
        """
        engine_user_tasks t JOIN engine_process_definitions p ON p.definition_key = t.definition_key
            JOIN engine_process_instances i ON i.instance_key = t.instance_key
        """,
        "userTaskKey",
        [
            Key("userTaskKey", "t.task_key"),
            Key("elementInstanceKey", "t.element_instance_key"),
            Text("elementId", "t.element_id"),
            Text("name", "t.name", nullable: true),
            Key("processInstanceKey", "t.instance_key"),
            Key("processDefinitionKey", "t.definition_key"),
            Text("processDefinitionId", "p.process_id"),
            Text("processName", "p.name", nullable: true),
            Number("processDefinitionVersion", "p.version"),
            Text("businessKey", "i.business_key", nullable: true),
            Text("state", "t.state") with { Open = new OpenValues("t.ended_at IS NULL", UserTaskStates.Created) },
            Text("assignee", "t.assignee", nullable: true),
            Instant("creationDate", "t.created_at"),
            Instant("completionDate", "t.ended_at", nullable: true),
            Instant("dueDate", "t.due_at", nullable: true),
            Instant("followUpDate", "t.follow_up_at", nullable: true),
            Number("priority", "t.priority"),
            Text("formId", "t.form_id", nullable: true),
            Key("formKey", "t.form_key", nullable: true),
            Text("externalFormReference", "t.external_form", nullable: true),
            Text("completedBy", "t.completed_by", nullable: true),
            Text("headersJson", "t.headers_json"),
            Text("candidateGroupsJson", "t.candidate_groups"),
            Text("candidateUsersJson", "t.candidate_users"),
            Candidate("candidateGroup", "group"),
            Candidate("candidateUser", "user"),
        ],
        Variables: "t.instance_key");

    public static readonly Entity<UserTaskOperationRow> UserTaskOperations = new(
        "operations on user tasks",
        """
        (SELECT change_key, task_key, operation, assignee, actor, changed_at FROM engine_user_task_changes
         UNION ALL
         SELECT task_key, task_key, 'COMPLETE', NULL, completed_by, ended_at FROM engine_user_tasks WHERE state = 'COMPLETED') c
            JOIN engine_user_tasks t ON t.task_key = c.task_key JOIN engine_process_definitions p ON p.definition_key = t.definition_key
        """,
        "auditLogKey",
        [
            Key("auditLogKey", "c.change_key"),
            Key("userTaskKey", "c.task_key"),
            Text("operationType", "c.operation"),
            Text("assignee", "c.assignee", nullable: true),
            Text("actorId", "c.actor", nullable: true),
            Text("actorType", "(CASE WHEN c.actor IS NULL THEN 'UNKNOWN' ELSE 'USER' END)"),
            Text("result", "'SUCCESS'"),
            Instant("timestamp", "c.changed_at"),
            Text("elementId", "t.element_id"),
            Key("elementInstanceKey", "t.element_instance_key"),
            Key("processInstanceKey", "t.instance_key"),
            Key("processDefinitionKey", "t.definition_key"),
            Text("processDefinitionId", "p.process_id"),
            Key("formKey", "t.form_key", nullable: true),
        ]);

    public static readonly Entity<JobRow> Jobs = new(
        "jobs", "engine_jobs j JOIN engine_process_definitions p ON p.definition_key = j.definition_key", "jobKey",
        [
            Key("jobKey", "j.job_key"),
            Text("type", "j.type"),
            Text("state", "j.state"),
            Number("retries", "j.retries"),
            Text("worker", "j.worker", nullable: true),
            Instant("deadline", "j.deadline", nullable: true),
            Instant("retryAt", "j.retry_at", nullable: true),
            Text("errorMessage", "j.error_message", nullable: true),
            Text("errorCode", "j.error_code", nullable: true),
            Text("elementId", "j.element_id"),
            Key("elementInstanceKey", "j.element_instance_key"),
            Key("processInstanceKey", "j.instance_key"),
            Key("processDefinitionKey", "j.definition_key"),
            Text("processDefinitionId", "p.process_id"),
            Number("processDefinitionVersion", "p.version"),
            Instant("creationTime", "j.created_at"),
            Instant("endTime", "j.ended_at", nullable: true),
            Text("headersJson", "j.headers_json"),
        ]);

    public static readonly Entity<IncidentRow> Incidents = new(
        "incidents", "engine_incidents n JOIN engine_process_definitions p ON p.definition_key = n.definition_key", "incidentKey",
        [
            Key("incidentKey", "n.incident_key"),
            Text("errorType", "n.type"),
            Text("errorMessage", "n.message"),
            Text("state", "n.state"),
            Text("elementId", "n.element_id"),
            Key("elementInstanceKey", "n.element_instance_key"),
            Key("processInstanceKey", "n.instance_key"),
            Key("processDefinitionKey", "n.definition_key"),
            Text("processDefinitionId", "p.process_id"),
            Key("jobKey", "n.job_key", nullable: true),
            Instant("creationTime", "n.created_at"),
            Instant("resolvedTime", "n.resolved_at", nullable: true),
        ]);

    public static readonly Entity<VariableRow> Variables = new(
        "variables", "engine_variables v", "variableKey",
        [
            Key("variableKey", "v.variable_key"),
            Text("name", "v.name"),
            Text("value", "v.value_json"),
            Key("scopeKey", "v.scope_key"),
            Key("processInstanceKey", "v.instance_key"),
            Instant("updatedAt", "v.updated_at"),
        ]);

    public static readonly Entity<TimerRow> Timers = new(
        "timers", "engine_timers t JOIN engine_process_definitions p ON p.definition_key = t.definition_key", "timerKey",
        [
            Key("timerKey", "t.timer_key"),
            Key("processInstanceKey", "t.instance_key", nullable: true),
            Key("processDefinitionKey", "t.definition_key"),
            Text("processDefinitionId", "p.process_id"),
            Key("elementInstanceKey", "t.element_instance_key", nullable: true),
            Text("elementId", "t.element_id"),
            Instant("dueDate", "t.due_at"),
            Number("repetitionsLeft", "t.repetitions_left", nullable: true),
        ]);

    public static readonly Entity<MessageSubscriptionRow> MessageSubscriptions = new(
        "message subscriptions", "engine_message_subscriptions s", "messageSubscriptionKey",
        [
            Key("messageSubscriptionKey", "s.subscription_key"),
            Key("processInstanceKey", "s.instance_key"),
            Key("processDefinitionKey", "s.definition_key"),
            Text("processDefinitionId", "s.process_id"),
            Key("elementInstanceKey", "s.element_instance_key"),
            Text("elementId", "s.element_id"),
            Text("messageName", "s.message_name"),
            Text("correlationKey", "s.correlation_key"),
            Instant("creationDate", "s.created_at"),
        ]);

    public static readonly Entity<SignalSubscriptionRow> SignalSubscriptions = new(
        "signal subscriptions", "engine_signal_subscriptions s", "signalSubscriptionKey",
        [
            Key("signalSubscriptionKey", "s.subscription_key"),
            Key("processInstanceKey", "s.instance_key"),
            Key("processDefinitionKey", "s.definition_key"),
            Text("processDefinitionId", "s.process_id"),
            Key("elementInstanceKey", "s.element_instance_key"),
            Text("elementId", "s.element_id"),
            Text("signalName", "s.signal_name"),
            Instant("creationDate", "s.created_at"),
        ]);

    public static readonly Entity<MessageRow> Messages = new(
        "messages", "engine_messages m", "messageKey",
        [
            Key("messageKey", "m.message_key"),
            Text("name", "m.name"),
            Text("correlationKey", "m.correlation_key"),
            Text("messageId", "m.message_id", nullable: true),
            Instant("publishedAt", "m.published_at"),
            Instant("expiresAt", "m.expires_at"),
        ]);

    public static readonly Entity<CorrelatedMessageRow> CorrelatedMessages = new(
        "correlated messages", "engine_correlated_messages m JOIN engine_process_instances i ON i.instance_key = m.instance_key", "correlationRow",
        [
            Key("correlationRow", "m.correlation_row"),
            Key("subscriptionKey", "m.subscription_key"),
            Key("messageKey", "m.message_key"),
            Text("messageName", "m.message_name"),
            Text("correlationKey", "m.correlation_key"),
            Key("processInstanceKey", "m.instance_key"),
            Key("rootProcessInstanceKey", "i.root_instance_key"),
            Key("processDefinitionKey", "m.definition_key"),
            Text("processDefinitionId", "m.process_id"),
            Text("elementId", "m.element_id"),
            Key("elementInstanceKey", "m.element_instance_key", nullable: true),
            Instant("correlationTime", "m.correlated_at"),
        ]);

    public static readonly Entity<DecisionInstanceRow> DecisionInstances = new(
        "decision instances",
        """
        engine_decision_instances d JOIN engine_process_instances i ON i.instance_key = d.instance_key
            LEFT JOIN engine_decision_definitions v ON v.definition_key = d.decision_key
        """,
        "decisionInstanceKey",
        [
            Key("decisionInstanceKey", "d.decision_instance_key"),
            Key("decisionEvaluationKey", "d.evaluation_key"),
            Number("ordinal", "d.ordinal"),
            Text("decisionDefinitionId", "d.decision_id"),
            Text("decisionDefinitionName", "COALESCE(v.name, d.decision_id)"),
            Key("decisionDefinitionKey", "d.decision_key", nullable: true),
            Number("decisionDefinitionVersion", "v.version", nullable: true),
            Key("decisionRequirementsKey", "v.requirements_key", nullable: true),
            Key("rootDecisionDefinitionKey", "d.root_decision_key", nullable: true),
            Text("decisionDefinitionType", "d.type"),
            Text("state", $"(CASE WHEN d.failure IS NULL THEN '{DecisionInstanceStates.Evaluated}' ELSE '{DecisionInstanceStates.Failed}' END)"),
            Text("evaluationFailure", "d.failure", nullable: true),
            Key("processInstanceKey", "d.instance_key"),
            Key("rootProcessInstanceKey", "i.root_instance_key"),
            Key("processDefinitionKey", "d.definition_key"),
            Key("elementInstanceKey", "d.element_instance_key"),
            Text("elementId", "d.element_id"),
            Instant("evaluationDate", "d.evaluated_at"),
            Text("result", "d.result_json"),
            Text("details", "d.details_json"),
            // As the API writes it: key of the evaluation, hyphen, place within it.
            Text("evaluationInstanceKey", "(d.evaluation_key || '-' || d.ordinal)"),
        ]);

    public static readonly Entity<OutboxRow> Outbox = new(
        "outbox items", "engine_outbox o", "outboxKey",
        [
            Key("outboxKey", "o.outbox_key"),
            Text("kind", "o.kind"),
            Text("payload", "o.payload"),
            Text("dedupeKey", "o.dedupe_key", nullable: true),
            Text("state", "o.state"),
            Instant("dueAt", "o.due_at"),
            Number("attempts", "o.attempts"),
            Text("lastError", "o.last_error", nullable: true),
            Instant("createdAt", "o.created_at"),
            Instant("deliveredAt", "o.delivered_at", nullable: true),
        ]);

    internal static Field Key(string name, string sql, bool nullable = false) => Of(name, sql, FieldKind.Key, nullable);

    internal static Field Text(string name, string sql, bool nullable = false) => Of(name, sql, FieldKind.Text, nullable);

    internal static Field Number(string name, string sql, bool nullable = false) => Of(name, sql, FieldKind.Number, nullable);

    internal static Field Instant(string name, string sql, bool nullable = false) => Of(name, sql, FieldKind.Instant, nullable);

    internal static Field Flag(string name, string sql) => Of(name, sql, FieldKind.Flag, false);

    private static Field Of(string name, string sql, FieldKind kind, bool nullable) =>
        new(name, char.ToUpperInvariant(name[0]) + name[1..], sql, kind, nullable);

    private static Field Candidate(string name, string kind) => new(
        name, null, "c.name", FieldKind.Text,
        Within: $"EXISTS (SELECT 1 FROM engine_user_task_candidates c WHERE c.kind = '{kind}' AND c.task_key = t.task_key AND {{0}})");
}
