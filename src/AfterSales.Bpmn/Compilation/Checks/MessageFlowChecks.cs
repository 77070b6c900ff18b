using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;

namespace AfterSales.Bpmn.Compilation.Checks;

/// <summary>
/// Message flows between processes of one file that both run: what the drawing says must be what the messages do. Flows to or from black boxes, and
/// messages that a worker sends, are not judged.
/// </summary>
internal static class MessageFlowChecks
{
    public static void Check(BpmnModel model, IEnumerable<CompiledProcess> processes, ProblemList problems)
    {
        var elements = processes.SelectMany(process => process.Elements).Where(element => element.Type != ElementType.MultiInstanceBody).ToDictionary(element => element.Id, StringComparer.Ordinal);
        foreach (var flow in model.MessageFlows)
            if (flow.SourceId is { } source && elements.TryGetValue(source, out var sender) && sender.Publish is { MessageName: { IsLiteral: true } sent }
                && flow.TargetId is { } target && elements.TryGetValue(target, out var receiver) && WhyNot(sender, sent.Text, receiver) is { } reason)
                problems.Add(ProblemCodes.MessageFlowInvalid, flow.Id, flow.Line, reason);
    }

    private static string? WhyNot(CompiledElement sender, string sent, CompiledElement receiver)
    {
        var awaited = receiver.Events.OfType<MessageEvent>().Select(message => message.MessageName).ToList();
        if (awaited.Count == 0)
            return receiver.Type == ElementType.Process ? null : $"The message flow leads to '{receiver.Id}', which waits for no message.";
        return awaited.Exists(name => !name.IsLiteral || name.Text == sent)
            ? null
            : $"The message flow says that '{receiver.Id}' receives what '{sender.Id}' sends, but it waits for '{awaited[0].Text}' and not for '{sent}'.";
    }
}
