using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>
/// A send task or message event without a worker: the engine publishes the message, to another process of the same file or to whoever
/// waits for it. What its input mappings made its own goes with it. It does not wait for the message to be received.
/// </summary>
internal sealed class SendingElement : ElementBehavior
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        var message = Prepare(run, element, instance);
        if (message.Failure is not null)
            return message.Failure;
        run.Write.Tell(message.Value);
        run.Complete(instance);
        return null;
    }

    /// <summary>The message as it would be sent.</summary>
    internal static Step<MessageSent> Prepare(Run run, CompiledElement element, ElementInstance instance)
    {
        var publish = element.Publish!;
        var name = run.Expressions.Text(publish.MessageName, "message name", instance);
        if (name.Failure is not null)
            return name.Failure;
        var key = publish.CorrelationKey is { } correlation ? run.Expressions.Evaluate(correlation, instance).Value : FeelValue.Of("");
        if (key is not (FeelNumber or FeelString))
            return Expressions.Unexpected(publish.CorrelationKey!, "the correlation key to be a text or a number", key);
        var id = run.Expressions.OptionalText(publish.MessageId, "message id", instance);
        if (id.Failure is not null)
            return id.Failure;
        var life = publish.TimeToLive.Schedule(run.Expressions.Scope(instance.Key), run.Expressions.Environment);
        if (life.Schedule is not { } schedule)
            return new StepFailure(IncidentType.ExtractValueError, $"The time to live of the message '{name.Value}' ({publish.TimeToLive.Value.Text}) is not a duration. {life.Error}");
        return new MessageSent(instance.Key, element.Id, name.Value, key.ToString(), id.Value, schedule.DueAt - run.Context.Now, new FeelContext(instance.Variables));
    }
}
