using AfterSales.Bpmn.Compilation.Checks;
using AfterSales.Bpmn.Compilation.Elements;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;
using AfterSales.Feel;

namespace AfterSales.Bpmn.Compilation;

/// <summary>
/// Turns a model into processes that can run, or says everything that stands in the way at once. Processes that are not
/// executable are drawings: they are neither checked nor compiled.
/// </summary>
public static class ProcessCompiler
{
    public static ProcessCompilation Compile(BpmnModel model, FeelCompiler feel)
    {
        var problems = new ProblemList();
        var executable = model.Processes.Where(process => process.IsExecutable).ToList();
        if (executable.Count == 0)
            problems.Add(ProblemCodes.NoExecutableProcess, null, 0, "The file has no executable process (isExecutable=\"true\").");
        else
            IdChecks.Check(model, problems);
        // Without unique ids nothing can be resolved; what else is wrong would be noise.
        if (problems.Count > 0)
            return new ProcessCompilation([], problems.InOrder());
        var events = new Events(model);
        var processes = executable.ConvertAll(process => new ProcessBuilder(process, events, feel, problems).Build());
        MessageFlowChecks.Check(model, processes.OfType<CompiledProcess>(), problems);
        return problems.Count == 0
            ? new ProcessCompilation(processes.ConvertAll(process => process!), [])
            : new ProcessCompilation([], problems.InOrder());
    }
}
