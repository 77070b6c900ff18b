using System.Collections.Concurrent;
using AfterSales.Bpmn.Compilation;
using AfterSales.Engine;
using AfterSales.Feel;
using AfterSales.Service.Attachments;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.Records;
using AfterSales.Service.Workflows;
using Dapper;

namespace AfterSales.Service.Tasks;

/// <summary>Loads what stands behind a task: its form in the version it was created with, its variables, its place in the diagram.</summary>
public sealed class TaskForms(ProcessEngine engine, CalendarRegistry calendars, TimeProvider clock)
{
    private readonly ConcurrentDictionary<long, FormSchema> _schemas = new();

    /// <summary>Null when the task has gone meanwhile.</summary>
    internal async Task<LoadedTask?> LoadAsync(TaskRow row, CancellationToken ct)
    {
        if (await engine.UserTasks.VariablesAsync(row.Key, ct) is not { } variables)
            return null;
        var element = engine.Deployments.Compiled(row.DefinitionKey)?.FindElement(row.ElementId);
        var documentation = TaskDocumentation.Of(element);
        var summary = row.CaseNumber is null ? null : await engine.ReadAsync(
            db => CaseTable.Find(db, row.CaseNumber) is { } found ? new CaseSummary(found, AttachmentTable.OfCase(db, row.CaseNumber)) : null, ct);
        return new LoadedTask
        {
            Schema = await SchemaAsync(row.Key, ct),
            Variables = variables,
            Environment = new FeelEnvironment(clock.GetUtcNow(), calendars.FindOrStandard(summary?.Case.CalendarId).Zone),
            Case = summary,
            Instructions = documentation.Instructions,
            Requirements = documentation.Requirements,
            Record = row.RecordId is { } record ? RecordCatalog.Get(record).Name : null,
            SectionTitle = SectionTitle(element) ?? row.Name,
        };
    }

    /// <summary>Whether a task has neither a form nor a record to fill, or has gone.</summary>
    internal async Task<bool> AsksNothingAsync(long taskKey, CancellationToken ct) => await engine.ReadHereAsync(
        db => db.ExecuteScalar<long?>(
            """
            SELECT 1 FROM tasks t JOIN engine_user_tasks u ON u.task_key = t.task_key
            WHERE t.task_key = @taskKey AND t.ended_at IS NULL AND (t.record_id IS NOT NULL OR u.form_key IS NOT NULL)
            """,
            new { taskKey }), ct) is null;

    private async Task<FormSchema> SchemaAsync(long taskKey, CancellationToken ct)
    {
        if (await engine.UserTasks.FormAsync(taskKey, ct) is not { } form)
            return FormSchema.None;
        if (_schemas.TryGetValue(form.FormKey, out var known))
            return known;
        var parse = FormSchema.Parse(form.Schema, engine.Feel);
        // The loader checks forms before it deploys them; one deployed past it must not lock up its task without a word.
        var schema = parse.Schema ?? throw new InvalidOperationException(
            $"The form '{form.FormId}' version {form.Version} cannot be used: {string.Join(" ", parse.Problems.Select(problem => problem.Message))}");
        return _schemas.GetOrAdd(form.FormKey, schema);
    }

    private static LocalText? SectionTitle(CompiledElement? element) =>
        element?.Properties.GetValueOrDefault(ElementProperties.RecordSection) is { Length: > 0 } title
            ? new LocalText(
                title,
                element.Properties.GetValueOrDefault(ElementProperties.RecordSection + ".fa"),
                element.Properties.GetValueOrDefault(ElementProperties.RecordSection + ".zh"))
            : null;
}
