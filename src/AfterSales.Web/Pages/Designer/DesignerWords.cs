using AfterSales.Service.Designer;
using AfterSales.Web.Languages;

namespace AfterSales.Web.Pages.Designer;

/// <summary>The designer's things in the reader's words, and their addresses.</summary>
public static class DesignerWords
{
    /// <summary>The kind as addresses of pages write it.</summary>
    public static string PathOf(ArtifactKind kind) => kind == ArtifactKind.Workflow ? "bpmn" : ArtifactId.Code(kind);

    /// <summary>Where something is edited.</summary>
    public static string EditAddress(ArtifactId id) => $"/designer/{PathOf(id.Kind)}/{id.Name}";

    /// <summary>Where something is published.</summary>
    public static string PublishAddress(ArtifactId id) => $"/designer/publish?kind={id.KindCode}&name={id.Name}";

    /// <summary>Where the draft is compared with what is in force.</summary>
    public static string CompareAddress(ArtifactId id) => $"/designer/compare?kind={id.KindCode}&name={id.Name}";

    /// <summary>Where a test run begins.</summary>
    public static string RunNewAddress(string processId) => $"/designer/runs/new?process={processId}";

    /// <summary>A test run.</summary>
    public static string RunAddress(long key) => FormattableString.Invariant($"/designer/runs/{key}");

    /// <summary>The scenarios of a workflow.</summary>
    public static string ScenariosAddress(string processId) => $"/designer/scenarios?process={processId}";

    /// <summary>Which of the last cases would have gone another way.</summary>
    public static string ReplayAddress(string processId) => $"/designer/replay?process={processId}";

    /// <summary>Where running cases go over to another version.</summary>
    public static string MigrateAddress(string processId) => $"/designer/migrate/{processId}";

    /// <summary>What runs on one version.</summary>
    public static string InstancesAddress(string processId, int version) => FormattableString.Invariant($"/designer/instances/{processId}/{version}");

    public static bool TryParse(string? path, string? name, out ArtifactId id) => ArtifactId.TryParse(path == "bpmn" ? "workflow" : path, name, out id);

    public static string Kind(this Reader reader, ArtifactKind kind) => reader[$"web.designer.kind.{ArtifactId.Code(kind)}"];

    public static string Kinds(this Reader reader, ArtifactKind kind) => reader[$"web.designer.kinds.{ArtifactId.Code(kind)}"];

    public static string Step(this Reader reader, SignOffStep step) => reader[$"web.designer.step.{step.ToString().ToLowerInvariant()}"];

    public static string State(this Reader reader, ReleaseState state) => reader[$"web.designer.change.{state.ToString().ToLowerInvariant()}"];

    /// <summary>A detail of a step in the words of the panel where it is edited; null for what only experts see.</summary>
    public static string? Detail(this Reader reader, string what) => what switch
    {
        "name" => reader["web.designer.name"],
        "name.fa" => reader["web.editor.panel.nameFa"],
        "name.zh" => reader["web.editor.panel.nameZh"],
        "label.fa" => reader["web.editor.panel.nameFa"],
        "label.zh" => reader["web.editor.panel.nameZh"],
        "taskSchedule dueDate" or "timerEventDefinition timeDate" => reader["web.editor.panel.limit"],
        "formDefinition formId" => reader["web.editor.panel.form"],
        "mail.template" => reader["web.editor.panel.mail"],
        "escalation.policy" => reader["web.editor.panel.policy"],
        "urgent" => reader["web.editor.panel.urgent"],
        "waiting.for" => reader["web.editor.panel.waitingFor"],
        "keyStep" => reader["web.editor.panel.keyStep"],
        "controlPoint" => reader["web.editor.panel.controlPoint"],
        "criterion" => reader["web.editor.panel.criterion"],
        "method" => reader["web.editor.panel.method"],
        "documents" => reader["web.editor.panel.documents"],
        "record" => reader["web.editor.panel.record"],
        "documentation" => reader["web.editor.ui.Documentation"],
        "conditionExpression" => reader["web.editor.ui.Condition"],
        "sourceRef" => reader["web.designer.comesFrom"],
        "targetRef" => reader["web.designer.leadsTo"],
        _ => null,
    };

    /// <summary>Tone and icon of a change's badge.</summary>
    public static (string? Tone, string Icon) Badge(ReleaseState state) => state switch
    {
        ReleaseState.Published => ("ok", "circle-check"),
        ReleaseState.Rejected => ("bad", "circle-x"),
        ReleaseState.Withdrawn => (null, "ban"),
        _ => ("warn", "signature"),
    };
}
