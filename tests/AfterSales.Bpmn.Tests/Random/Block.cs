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
        Bordered bordered => $"{bordered.Host.Show()} on {bordered.Kind} {Id} -> {bordered.Way.Show()}",
        _ => Id,
    };
}

/// <summary>A service task: the only thing besides timers that waits.</summary>
internal sealed record Job(int Number) : Block(Number);

/// <summary>A manual task: passes at once.</summary>
internal sealed record Pass(int Number) : Block(Number);

internal sealed record Sequence(int Number, IReadOnlyList<Block> Parts) : Block(Number);

internal sealed record Parallel(int Number, IReadOnlyList<Block> Branches) : Block(Number);

/// <summary>Exclusive gateways; the branch that will be taken is known.</summary>
internal sealed record Choice(int Number, IReadOnlyList<Block> Branches, int Taken, bool HasMerge) : Block(Number);

/// <summary>Inclusive gateways; the branches that will be taken are known, at least one.</summary>
internal sealed record Several(int Number, IReadOnlyList<Block> Branches, IReadOnlyList<bool> Taken) : Block(Number);

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
}

/// <summary>An activity (<see cref="Job"/>, <see cref="Sub"/> or <see cref="Each"/>) with a boundary event that leads to another way.</summary>
internal sealed record Bordered(int Number, Block Host, BorderKind Kind, Block Way) : Block(Number);
