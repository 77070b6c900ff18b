using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;
using AfterSales.Bpmn.Tests.Support;
using AfterSales.Feel;
using Shouldly;
using Xunit;

namespace AfterSales.Bpmn.Tests.Reading;

/// <summary>The interchange models of the BPMN working group: files of many tools, far beyond what we run.</summary>
public class ReferenceModelTests
{
    [Fact]
    public void Every_reference_model_is_read_and_judged_without_an_exception()
    {
        var files = ReferenceModels.Files();
        var feel = new FeelCompiler();

        foreach (var file in files)
        {
            var read = BpmnReader.Read(File.ReadAllBytes(file));
            read.Model.ShouldNotBeNull($"{file}: {string.Join("; ", read.Problems)}");
            var drawn = read.Model.Processes.SelectMany(process => process.Content.AllNodes()).Count();
            drawn.ShouldBeGreaterThan(0, $"{file} draws something");

            var compilation = ProcessCompiler.Compile(Executable(read.Model), feel);
            foreach (var problem in compilation.Problems)
            {
                problem.Message.ShouldNotBeNullOrWhiteSpace();
                problem.Line.ShouldBeGreaterThan(0, $"{file}: {problem}");
            }
        }
    }

    /// <summary>Most reference models are drawings; as if they were meant to run, more of them is judged.</summary>
    private static BpmnModel Executable(BpmnModel model) => new()
    {
        Id = model.Id,
        Participants = model.Participants,
        Messages = model.Messages,
        Errors = model.Errors,
        Escalations = model.Escalations,
        Signals = model.Signals,
        MessageFlows = model.MessageFlows,
        Ids = model.Ids,
        Processes = [.. model.Processes.Select(process => new ProcessModel
        {
            Id = process.Id,
            Name = process.Name,
            Line = process.Line,
            Extensions = process.Extensions,
            Content = process.Content,
            Lanes = process.Lanes,
            IsExecutable = true,
        })],
    };
}
