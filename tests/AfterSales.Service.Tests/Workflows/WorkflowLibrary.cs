using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;
using AfterSales.Feel;
using AfterSales.Feel.Dmn;
using AfterSales.Service.Calendars;
using AfterSales.Service.Forms;
using Shouldly;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>The shipped workflows, decisions and forms, compiled as a deployment would compile them.</summary>
internal sealed class WorkflowLibrary : IDecisionSource
{
    private readonly Dictionary<string, CompiledProcess> _processes;
    private readonly Dictionary<string, DmnDecision> _decisions;
    private readonly Dictionary<string, FormSchema> _forms;

    private WorkflowLibrary()
    {
        Feel = new FeelCompiler(WorkingCalendarFunctions.All(new CalendarRegistry()));
        _processes = WorkflowFiles.DiagramPaths.SelectMany(path => Compile(path, Feel)).ToDictionary(process => process.Id);
        _decisions = WorkflowFiles.DecisionPaths.SelectMany(path => ReadDecisions(path, Feel)).ToDictionary(decision => decision.Id);
        _forms = WorkflowFiles.FormPaths.Select(path => FormSchema.Parse(File.ReadAllText(path), Feel).Schema!).ToDictionary(form => form.Id);
    }

    public static WorkflowLibrary Shipped { get; } = new();

    public FeelCompiler Feel { get; }

    public IReadOnlyCollection<CompiledProcess> Processes => _processes.Values;

    public CompiledProcess Process(string id) => _processes[id];

    public FormSchema Form(string id) => _forms[id];

    public DmnDecision? Find(string decisionId, BindingType binding, string? versionTag) => _decisions.GetValueOrDefault(decisionId);

    private static IReadOnlyList<CompiledProcess> Compile(string path, FeelCompiler feel)
    {
        var read = BpmnReader.Read(File.ReadAllBytes(path));
        read.Problems.ShouldBeEmpty(path);
        var compilation = ProcessCompiler.Compile(read.Model!, feel);
        compilation.Problems.ShouldBeEmpty(path);
        return compilation.Processes;
    }

    private static IReadOnlyList<DmnDecision> ReadDecisions(string path, FeelCompiler feel)
    {
        var read = DmnReader.Read(File.ReadAllBytes(path), feel);
        read.Problems.ShouldBeEmpty(path);
        return read.Model!.Decisions;
    }
}
