using System.Text.RegularExpressions;
using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>
/// Runs its activity once per item of the input collection, one after the other or all at once. Each instance sees
/// <c>loopCounter</c> (from 1) and its item; outputs are collected in the order of the items, whoever ends first.
/// </summary>
internal sealed partial class MultiInstanceBody : ElementBehavior
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        var loop = element.Loop!;
        var collection = run.Expressions.Evaluate(loop.InputCollection, instance).Value;
        if (collection is not FeelList items)
            return Expressions.Unexpected(loop.InputCollection, "the input collection to be a list", collection);
        if (!loop.IsSequential && items.Count > run.Context.MaximumSteps)
            return new StepFailure(IncidentType.ExtractValueError, FormattableString.Invariant($"Expected the input collection of a parallel multi-instance activity to have at most {run.Context.MaximumSteps} items, but it has {items.Count}."));
        run.Write.BeginLoop(instance, new LoopProgress
        {
            Items = [.. items.Items.Select(FeelJson.ToJsonValue)],
            Outputs = loop.OutputCollection is null ? null : [.. Enumerable.Repeat<FeelValue>(FeelValue.Null, items.Count)],
        });
        for (var started = 0; started < (loop.IsSequential ? Math.Min(1, items.Count) : items.Count); started++)
            StartNext(run, element, instance);
        if (items.Count == 0)
            run.Complete(instance);
        return null;
    }

    public override StepFailure? Complete(Run run, CompiledElement element, ElementInstance instance)
    {
        if (element.Loop!.OutputCollection is { } name)
            run.Variables.Propagate(run.State.Find(instance.ScopeKey)!, name, FeelValue.Of(instance.Loop!.Outputs!));
        return null;
    }

    public override StepFailure? CompleteChild(Run run, CompiledElement element, ElementInstance scope, ElementInstance child)
    {
        var (definition, progress) = (element.Loop!, scope.Loop!);
        var output = definition.OutputElement is { } expression ? run.Expressions.Evaluate(expression, child).Value : null;
        var isSatisfied = new Step<bool>(false, null);
        if (definition.CompletionCondition is { } condition)
            isSatisfied = run.Expressions.Condition(condition, child.ElementId, run.Expressions.Scope(child.Key, Counts(definition, scope, child, output)));
        if (isSatisfied.Failure is not null)
            return isSatisfied.Failure;
        run.Write.CollectOutput(scope, child.LoopCounter, output);
        progress.IsSatisfied = isSatisfied.Value;
        return null;
    }

    public override void ChildEnded(Run run, CompiledElement element, ElementInstance scope)
    {
        var progress = scope.Loop!;
        if (progress.IsSatisfied)
            Lifecycle.TerminateChildren(run, scope);
        else if (element.Loop!.IsSequential && progress.Started < progress.Items.Count)
            StartNext(run, element, scope);
        if (scope.Children == 0)
            run.Complete(scope);
    }

    /// <summary>What an instance inside a body sees besides the variables around the body; empty for all others.</summary>
    public static Dictionary<string, FeelValue> LoopVariables(Run run, ElementInstance instance)
    {
        var variables = new Dictionary<string, FeelValue>(StringComparer.Ordinal);
        if (instance.LoopCounter == 0 || run.State.Find(instance.ScopeKey) is not { Loop: { } progress } body)
            return variables;
        variables["loopCounter"] = FeelValue.Of(instance.LoopCounter);
        if (run.ElementOf(body).Loop?.InputElement is { } item)
            variables[item] = progress.Items[instance.LoopCounter - 1];
        return variables;
    }

    private static void StartNext(Run run, CompiledElement element, ElementInstance body)
    {
        var instance = run.Write.CreateLoopInstance(body, run.Process.Elements[element.Inner!.Value]);
        // Each instance gets its own output variable: results of parallel instances must not meet in the root.
        if (element.Loop!.OutputElement is { } output && SimplePath().Match(output.Text) is { Success: true } path)
            run.Write.SetVariable(instance, path.Groups["name"].Value, FeelValue.Null);
        foreach (var (name, value) in LoopVariables(run, instance))
            run.Write.SetVariable(instance, name, value);
        run.Activate(instance);
    }

    private static Dictionary<string, FeelValue> Counts(LoopDefinition definition, ElementInstance scope, ElementInstance child, FeelValue? output)
    {
        var progress = scope.Loop!;
        var counts = new Dictionary<string, FeelValue>(StringComparer.Ordinal)
        {
            ["numberOfInstances"] = FeelValue.Of(progress.Items.Count),
            ["numberOfActiveInstances"] = FeelValue.Of(scope.Children - 1),
            ["numberOfCompletedInstances"] = FeelValue.Of(progress.Completed + 1),
            ["numberOfTerminatedInstances"] = FeelValue.Of(0),
        };
        if (definition.OutputCollection is { } name && progress.Outputs is { } outputs && output is not null)
            counts[name] = FeelValue.Of(outputs.Select((value, index) => index == child.LoopCounter - 1 ? output : value));
        return counts;
    }

    [GeneratedRegex(@"^=\s*(?<name>[\p{L}_][\p{L}\p{N}_]*)(\s*\.\s*[\p{L}_][\p{L}\p{N}_]*)*\s*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SimplePath();
}
