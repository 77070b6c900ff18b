namespace AfterSales.Bpmn.Tests.Random;

/// <summary>A piece of a block-structured process: one way in, one way out.</summary>
internal abstract record Block(int Number)
{
    public string Id => $"{GetType().Name.ToLowerInvariant()}{Number}";

    /// <summary>The block as one line, for the message of a failure.</summary>
    public string Show() => this switch
    {
        Sequence sequence => $"({string.Join(" ; ", sequence.Parts.Select(part => part.Show()))})",
        Parallel parallel => $"({string.Join(" & ", parallel.Branches.Select(part => part.Show()))})",
        Choice choice => $"({string.Join(" | ", choice.Branches.Select((part, index) => (index == choice.Taken ? "+" : "-") + part.Show()))})",
        Several several => $"({string.Join(" / ", several.Branches.Select((part, index) => (several.Taken[index] ? "+" : "-") + part.Show()))})",
        Loop loop => $"{loop.Times} times {loop.Part.Show()}",
        Sub sub => $"{Id}[{sub.Part.Show()}]",
        Each each => $"{Id}[{each.Items} items {(each.IsSequential ? "in turn" : "at once")}: {each.Part.Show()}]",
        Rounds rounds => $"{Id}[{rounds.Times} rounds: {rounds.Part.Show()}]",
        Linked linked => $"{Id} ~> {linked.Part.Show()}",
        Begun begun => $"{Id}[{begun.Part.Show()} or by {(begun.IsInterrupting ? "interrupting" : "non-interrupting")} event {begun.Way.Show()}]",
        Hear => $"{Id}?",
        Both => $"{Id}(timer and signal)",
        Either => $"{Id}(timer or signal)",
        Race race => $"{Id}[{race.Needed} of {string.Join(" & ", race.Branches.Select(part => part.Show()))}] rest -> {race.Rest.Show()}",
        Chosen chosen => $"{Id}{(chosen.IsSequential ? " in turn" : "")}[{string.Join(" , ", chosen.Parts.Select((part, index) => (chosen.Begun[index] ? "+" : "-") + part.Show()))}]",
        Escalated escalated => $"{Id}[{escalated.Before.Show()} !{(escalated.IsInterrupting ? "" : "!")} {escalated.Part.Show()}] -> {escalated.Way.Show()}",
        Undone undone => $"{Id}[{string.Join(" ; ", undone.Steps.Select(step => $"{step.Do.Show()} undone by {step.Undo.Show()}"))}]",
        UndoneWhole whole => $"{Id}[{whole.Items} items: {string.Join(" ; ", whole.Steps.Select(step => step.Do.Show()))} undone by {whole.Back.Show()}{(whole.UndoesSteps ? string.Concat(whole.Steps.Reverse().Select(step => " ; " + step.Undo.Show())) : "")}]",
        Bordered bordered => $"{bordered.Host.Show()} on {bordered.Kind} {Id} -> {bordered.Way.Show()}",
        _ => Id,
    };
}

/// <summary>A service task: the only thing besides timers that waits.</summary>
internal sealed record Job(int Number) : Block(Number);

/// <summary>A manual task: passes at once.</summary>
internal sealed record Pass(int Number) : Block(Number);

internal sealed record Sequence(int Number, IReadOnlyList<Block> Parts) : Block(Number);

/// <param name="HasFork">Otherwise several flows leave a task.</param>
internal sealed record Parallel(int Number, IReadOnlyList<Block> Branches, bool HasFork = true) : Block(Number);

/// <summary>Exclusive gateways; the branch that will be taken is known.</summary>
internal sealed record Choice(int Number, IReadOnlyList<Block> Branches, int Taken, bool HasMerge) : Block(Number);

/// <summary>Inclusive gateways; the branches that will be taken are known, at least one.</summary>
/// <param name="HasFork">Otherwise flows with conditions leave a task.</param>
internal sealed record Several(int Number, IReadOnlyList<Block> Branches, IReadOnlyList<bool> Taken, bool HasFork = true) : Block(Number);

/// <summary>Waits for a signal.</summary>
internal sealed record Hear(int Number) : Block(Number);

/// <summary>Waits for a timer and a signal together.</summary>
internal sealed record Both(int Number) : Block(Number);

/// <summary>Waits for a timer or a signal.</summary>
internal sealed record Either(int Number) : Block(Number);

/// <summary>An ad-hoc sub-process; which of its parts are begun is known.</summary>
internal sealed record Chosen(int Number, IReadOnlyList<Sub> Parts, IReadOnlyList<bool> Begun, bool IsSequential) : Block(Number);

/// <summary>A complex gateway goes on with some of its branches; when the others have come it begins another way, which ends by itself.</summary>
internal sealed record Race(int Number, IReadOnlyList<Block> Branches, int Needed, Block Rest) : Block(Number);

/// <summary>A sub-process that escalates between two of its parts; an event on its border catches it.</summary>
internal sealed record Escalated(int Number, Job Before, Block Part, Block Way, bool IsInterrupting) : Block(Number);

/// <summary>A sub-process whose steps are all undone when they are done.</summary>
internal sealed record Undone(int Number, IReadOnlyList<(Job Do, Job Undo)> Steps) : Block(Number);

/// <summary>
/// A sub-process in another that undoes it as a whole, once per item that it is repeated for: by a job, behind which its steps may be undone too.
/// </summary>
internal sealed record UndoneWhole(int Number, IReadOnlyList<(Job Do, Job Undo)> Steps, Job Back, bool UndoesSteps, int Items) : Block(Number);

/// <summary>Runs its part a known number of times, drawn as a loop back.</summary>
internal sealed record Loop(int Number, Block Part, int Times) : Block(Number);

internal sealed record Sub(int Number, Block Part) : Block(Number);

/// <summary>A sub-process once per item.</summary>
internal sealed record Each(int Number, Block Part, int Items, bool IsSequential) : Block(Number);

/// <summary>A sub-process as a standard loop.</summary>
internal sealed record Rounds(int Number, Block Part, int Times) : Block(Number);

/// <summary>Its part follows behind a link.</summary>
internal sealed record Linked(int Number, Block Part) : Block(Number);

/// <summary>A sub-process with an event sub-process that a timer begins.</summary>
internal sealed record Begun(int Number, Block Part, Block Way, bool IsInterrupting) : Block(Number);

internal enum BorderKind
{
    InterruptingTimer,
    NonInterruptingTimer,
    Error,
    InterruptingSignal,
}

/// <summary>An activity (<see cref="Job"/>, <see cref="Sub"/> or <see cref="Each"/>) with a boundary event that leads to another way.</summary>
internal sealed record Bordered(int Number, Block Host, BorderKind Kind, Block Way) : Block(Number);
