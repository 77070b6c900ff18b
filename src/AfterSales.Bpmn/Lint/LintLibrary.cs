using AfterSales.Bpmn.Model;
using AfterSales.Feel;

namespace AfterSales.Bpmn.Lint;

/// <summary>
/// What the rules know besides the file: the other workflows and the catalogues of the product. A catalogue that is null
/// was not given; rules that need it say so instead of guessing.
/// </summary>
public sealed record LintLibrary
{
    /// <summary>A library that knows nothing but FEEL's built-in functions.</summary>
    public static LintLibrary Empty { get; } = new() { Feel = new FeelCompiler() };

    /// <summary>Compiles expressions, with the functions of the product.</summary>
    public required FeelCompiler Feel { get; init; }

    /// <summary>The workflows known besides the file under judgement; of one id, the file wins. Null: unknown which there are.</summary>
    public IReadOnlyList<BpmnModel>? Workflows { get; init; }

    public ILintRoles? Roles { get; init; }

    public ILintForms? Forms { get; init; }

    public ILintStaffing? Staffing { get; init; }

    public ILintRuns? Runs { get; init; }

    /// <summary>Ids of the decisions that exist.</summary>
    public IReadOnlySet<string>? Decisions { get; init; }

    /// <summary>Ids of the forms, records and guiding documents of REQUIREMENTS 3.</summary>
    public IReadOnlySet<string>? Records { get; init; }

    /// <summary>Ids of the schedules that start workflows.</summary>
    public IReadOnlySet<string>? Schedules { get; init; }
}

/// <summary>The catalogue of roles and departments (REQUIREMENTS 2).</summary>
public interface ILintRoles
{
    /// <summary>The canonical name of a role; null when there is no such role.</summary>
    LintText? NameOf(string roleId);

    /// <summary>Whether a name, in any language, is the canonical name of the role or one of its aliases.</summary>
    bool IsNameOf(string roleId, string name);
}

/// <summary>The forms that exist.</summary>
public interface ILintForms
{
    /// <summary>The fields of a form that take an answer; null when there is no such form.</summary>
    IReadOnlyList<LintField>? FieldsOf(string formId);
}

/// <summary>A field of a form: where its answer goes (<c>survey.score</c>), and what can be chosen where there is a choice.</summary>
public sealed record LintField(string Key, IReadOnlyList<string> Options);

/// <summary>Who works in which role.</summary>
public interface ILintStaffing
{
    /// <summary>How many active people have the role.</summary>
    int PeopleIn(string roleId);
}

/// <summary>The recorded test runs of workflows (LINT-25).</summary>
public interface ILintRuns
{
    /// <summary>Ids of the flows and events that recorded runs passed which still come out as expected; null when none of them went through the process.</summary>
    IReadOnlySet<string>? PassedBy(string processId);
}
