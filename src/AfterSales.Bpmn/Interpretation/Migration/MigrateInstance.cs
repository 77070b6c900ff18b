using AfterSales.Bpmn.Compilation;

namespace AfterSales.Bpmn.Interpretation.Migration;

/// <summary>
/// Takes a running instance over to the process given to <see cref="Interpreter.Advance"/>. Tokens stay where they are, by
/// <paramref name="Plan"/>; nothing that is done is done again. What is waited for keeps its keys and due times; user tasks keep who
/// has them, jobs their type. Does not apply where <see cref="MigrationCheck.DryRun"/> finds problems.
/// </summary>
/// <param name="Source">The process the instance has followed so far.</param>
/// <param name="ToDefinitionKey">The key of the new version.</param>
public sealed record MigrateInstance(CompiledProcess Source, long ToDefinitionKey, MigrationPlan Plan) : Trigger;
