using AfterSales.Bpmn.Model;
using AfterSales.Feel;

namespace AfterSales.Bpmn.Compilation;

/// <summary>Turns a model into processes that can run, or says everything that stands in the way at once.</summary>
public static class ProcessCompiler
{
    public static ProcessCompilation Compile(BpmnModel model, FeelCompiler feel) => throw new NotImplementedException($"{model} {feel}");
}
