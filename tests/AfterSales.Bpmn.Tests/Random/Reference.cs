namespace AfterSales.Bpmn.Tests.Random;

/// <summary>Something that can happen next: a job is done, a job throws an error, a timer fires, a signal is heard.</summary>
internal sealed record Happening(string Kind, string Id, string Path);

/// <summary>
/// A second, very different interpreter of blocks, small enough to be right by reading: what is left to do is a term, and
/// something happening rewrites the term. It knows nothing of tokens, gateways or flows.
/// </summary>
internal abstract record Term
{
    public static readonly Term Done = new Nothing();

    public bool IsDone => this is Nothing;

    public static Term Begin(Block block, string path) => block switch
    {
        Pass => Done,
        Job => new Doing(block.Id, path),
        Sequence sequence => Then.Of(Done, sequence.Parts, path),
        Parallel parallel => Together.Of(parallel.Branches.Select(branch => Begin(branch, path))),
        Choice choice => Begin(choice.Branches[choice.Taken], path),
        Several several => Together.Of(several.Branches.Where((_, index) => several.Taken[index]).Select(branch => Begin(branch, path))),
        Loop loop => Then.Of(Done, Enumerable.Repeat(loop.Part, loop.Times), path),
        Sub sub => Inside.Of(Begin(sub.Part, path), []),
        Rounds rounds => Then.Of(Done, Enumerable.Repeat(new Sub(rounds.Number, rounds.Part), rounds.Times), path),
        Linked linked => Begin(linked.Part, path),
        Begun begun => Beginning.Of(Inside.Of(Begin(begun.Part, path), []), begun, path, [], true),
        Each { IsSequential: false } each => Together.Of(Enumerable.Range(1, each.Items).Select(item => Inside.Of(Begin(each.Part, $"{path}/{item}"), []))),
        Each each => EachLeft.Of(Done, each, path, 1),
        Hear => new Waiting(block.Id, path, ["signal"], false),
        Both => new Waiting(block.Id, path, ["signal", "timer"], true),
        Either => new Waiting(block.Id, path, ["signal", "timer"], false),
        Race race => new Racing([.. race.Branches.Select(branch => Begin(branch, path))], race, path),
        Chosen { IsSequential: true } chosen => Inside.Of(Then.Of(Done, chosen.Parts.Where((_, index) => chosen.Begun[index]), path), []),
        Chosen chosen => Inside.Of(Together.Of(chosen.Parts.Where((_, index) => chosen.Begun[index]).Select(part => Begin(part, path))), []),
        Escalated escalated => new Raising(new Doing(escalated.Before.Id, path), escalated, path),
        Undone undone => Then.Of(Done, [.. undone.Steps.Select(step => step.Do), .. undone.Steps.Select(step => step.Undo).Reverse()], path),
        UndoneWhole whole => InTurn.Of([
            .. Enumerable.Range(1, whole.Items).SelectMany(item => whole.Steps.Select(step => new Doing(step.Do.Id, $"{path}/{item}"))),
            .. Enumerable.Range(1, whole.Items).Reverse().SelectMany(item => whole.Steps.Reverse().Where(_ => whole.UndoesSteps).Select(step => step.Undo).Prepend(whole.Back).Select(job => new Doing(job.Id, $"{path}/{item}"))),
        ]),
        Bordered bordered => Guarded.Of(Begin(bordered.Host, path), bordered, path),
        _ => throw new ArgumentOutOfRangeException(nameof(block)),
    };

    /// <summary>What is left of a process that an event has begun: its way, and of events that must all come the others with theirs.</summary>
    public static Term Begin(BegunProcess beginning, string path) => Inside.Of(
        Together.Of(beginning.Ways.Select((way, number) => number == beginning.First
            ? Begin(way, path)
            : beginning.Kind == BegunByKind.AllOfSeveral ? Then.Of(new Waiting(BegunProcess.Id(number), path, ["message"], false), [way], path) : Done)),
        []);

    /// <summary>Everything that can happen.</summary>
    public abstract IEnumerable<Happening> Next(bool errorsAreCaught);

    /// <summary>
    /// What is left after it happened; null when it is not in here. What a non-interrupting event begins goes to
    /// <paramref name="beside"/>, and an error that leaves this term ends it with <see cref="Failed"/>.
    /// </summary>
    public abstract Term? After(Happening happening, List<Term> beside);

    private sealed record Nothing : Term
    {
        public override IEnumerable<Happening> Next(bool errorsAreCaught) => [];

        public override Term? After(Happening happening, List<Term> beside) => null;
    }

    /// <summary>An error on its way out.</summary>
    public sealed record Failed : Term
    {
        public override IEnumerable<Happening> Next(bool errorsAreCaught) => [];

        public override Term? After(Happening happening, List<Term> beside) => null;
    }

    private sealed record Doing(string Id, string Path) : Term
    {
        public override IEnumerable<Happening> Next(bool errorsAreCaught) =>
            errorsAreCaught ? [new("done", Id, Path), new("error", Id, Path)] : [new("done", Id, Path)];

        public override Term? After(Happening happening, List<Term> beside) =>
            happening.Id != Id || happening.Path != Path ? null : happening.Kind == "done" ? Done : new Failed();
    }

    /// <summary>One job after the other, each with a path of its own.</summary>
    private sealed record InTurn(IReadOnlyList<Doing> Left) : Term
    {
        public static Term Of(IReadOnlyList<Doing> left) => left.Count == 0 ? Done : new InTurn(left);

        public override IEnumerable<Happening> Next(bool errorsAreCaught) => Left[0].Next(errorsAreCaught);

        public override Term? After(Happening happening, List<Term> beside) => Left[0].After(happening, beside) switch
        {
            null => null,
            Failed failed => failed,
            _ => Of([.. Left.Skip(1)]),
        };
    }

    /// <summary>Waits for one of several things, or for all of them.</summary>
    private sealed record Waiting(string Id, string Path, IReadOnlyList<string> Kinds, bool IsForAll) : Term
    {
        public override IEnumerable<Happening> Next(bool errorsAreCaught) => Kinds.Select(kind => new Happening(kind, Id, Path));

        public override Term? After(Happening happening, List<Term> beside) =>
            happening.Id != Id || happening.Path != Path || !Kinds.Contains(happening.Kind) ? null
            : IsForAll && Kinds.Count > 1 ? this with { Kinds = [.. Kinds.Where(kind => kind != happening.Kind)] }
            : Done;
    }

    /// <summary>A sub-process before its escalation.</summary>
    private sealed record Raising(Term Before, Escalated Block, string Path) : Term
    {
        public override IEnumerable<Happening> Next(bool errorsAreCaught) => Before.Next(errorsAreCaught);

        public override Term? After(Happening happening, List<Term> beside)
        {
            if (Before.After(happening, beside) is not { } after || after is Failed)
                return Before.After(happening, beside);
            if (Block.IsInterrupting)
                return Begin(Block.Way, Path);
            beside.Add(Begin(Block.Way, Path));
            return Inside.Of(Begin(Block.Part, Path), []);
        }
    }

    private sealed record Then(Term Now, IReadOnlyList<Block> Later, string Path) : Term
    {
        public static Term Of(Term now, IEnumerable<Block> later, string path)
        {
            var left = later.ToList();
            while (now.IsDone && left.Count > 0)
            {
                now = Begin(left[0], path);
                left.RemoveAt(0);
            }
            return now is Failed || left.Count == 0 ? now : new Then(now, left, path);
        }

        public override IEnumerable<Happening> Next(bool errorsAreCaught) => Now.Next(errorsAreCaught);

        public override Term? After(Happening happening, List<Term> beside) =>
            Now.After(happening, beside) is { } now ? Of(now, Later, Path) : null;
    }

    private sealed record Together(IReadOnlyList<Term> Parts) : Term
    {
        public static Term Of(IEnumerable<Term> parts)
        {
            var left = parts.Where(part => !part.IsDone).ToList();
            return left.Find(part => part is Failed) ?? (left.Count == 0 ? Done : new Together(left));
        }

        public override IEnumerable<Happening> Next(bool errorsAreCaught) => Parts.SelectMany(part => part.Next(errorsAreCaught));

        public override Term? After(Happening happening, List<Term> beside)
        {
            for (var index = 0; index < Parts.Count; index++)
                if (Parts[index].After(happening, beside) is { } after)
                    return Of(Parts.Select((part, other) => other == index ? after : part));
            return null;
        }
    }

    /// <summary>Done when enough of the branches are; the others go on beside, and behind the last of them another way begins.</summary>
    private sealed record Racing(IReadOnlyList<Term> Parts, Race Race, string Path) : Term
    {
        public override IEnumerable<Happening> Next(bool errorsAreCaught) => Parts.SelectMany(part => part.Next(errorsAreCaught));

        public override Term? After(Happening happening, List<Term> beside)
        {
            for (var index = 0; index < Parts.Count; index++)
                if (Parts[index].After(happening, beside) is { } after)
                    return Of([.. Parts.Select((part, other) => other == index ? after : part)], beside);
            return null;
        }

        private Term Of(IReadOnlyList<Term> parts, List<Term> beside)
        {
            if (parts.FirstOrDefault(part => part is Failed) is { } failed)
                return failed;
            if (parts.Count(part => part.IsDone) < Race.Needed)
                return this with { Parts = parts };
            beside.Add(Then.Of(Together.Of(parts), [Race.Rest], Path));
            return Done;
        }
    }

    /// <summary>A scope: done when its way is, and everything that began beside it.</summary>
    public sealed record Inside(Term Way, IReadOnlyList<Term> Beside) : Term
    {
        public static Term Of(Term way, IEnumerable<Term> beside)
        {
            var left = beside.Where(term => !term.IsDone).ToList();
            return way is Failed ? way : left.Find(term => term is Failed) ?? (way.IsDone && left.Count == 0 ? Done : new Inside(way, left));
        }

        public override IEnumerable<Happening> Next(bool errorsAreCaught) =>
            Way.Next(errorsAreCaught).Concat(Beside.SelectMany(term => term.Next(errorsAreCaught)));

        public override Term? After(Happening happening, List<Term> beside)
        {
            var begun = new List<Term>();
            if (Way.After(happening, begun) is { } way)
                return Of(way, [.. Beside, .. begun]);
            for (var index = 0; index < Beside.Count; index++)
                if (Beside[index].After(happening, begun) is { } after)
                    return Of(Way, [.. Beside.Select((term, other) => other == index ? after : term), .. begun]);
            return null;
        }
    }

    private sealed record EachLeft(Term Now, Each Each, string Path, int NextItem) : Term
    {
        public static Term Of(Term now, Each each, string path, int next)
        {
            while (now.IsDone && next <= each.Items)
                now = Inside.Of(Begin(each.Part, $"{path}/{next++}"), []);
            return now.IsDone || now is Failed ? now : new EachLeft(now, each, path, next);
        }

        public override IEnumerable<Happening> Next(bool errorsAreCaught) => Now.Next(errorsAreCaught);

        public override Term? After(Happening happening, List<Term> beside) =>
            Now.After(happening, beside) is { } now ? Of(now, Each, Path, NextItem) : null;
    }

    /// <summary>A sub-process whose event can still begin something: beside what is in it, or in its place.</summary>
    private sealed record Beginning(Term Way, Begun Block, string Path, IReadOnlyList<Term> Beside, bool CanBegin) : Term
    {
        public static Term Of(Term way, Begun block, string path, IEnumerable<Term> beside, bool canBegin)
        {
            var left = beside.Where(term => !term.IsDone).ToList();
            return way is Failed ? way : left.Find(term => term is Failed) ?? (way.IsDone && left.Count == 0 ? Done : new Beginning(way, block, path, left, canBegin));
        }

        public override IEnumerable<Happening> Next(bool errorsAreCaught)
        {
            foreach (var happening in Way.Next(errorsAreCaught).Concat(Beside.SelectMany(term => term.Next(errorsAreCaught))))
                yield return happening;
            if (CanBegin)
                yield return new Happening("timer", EventId, Path);
        }

        public override Term? After(Happening happening, List<Term> beside)
        {
            if (Way.After(happening, beside) is { } way)
                return Of(way, Block, Path, Beside, CanBegin);
            for (var index = 0; index < Beside.Count; index++)
                if (Beside[index].After(happening, beside) is { } after)
                    return Of(Way, Block, Path, Beside.Select((term, other) => other == index ? after : term), CanBegin);
            if (!CanBegin || happening.Kind != "timer" || happening.Id != EventId || happening.Path != Path)
                return null;
            var begun = Inside.Of(Begin(Block.Way, Path), []);
            return Block.IsInterrupting ? begun : Of(Way, Block, Path, [.. Beside, begun], false);
        }

        private string EventId => Block.Id + "_event";
    }

    /// <summary>An activity with a boundary event that can still happen.</summary>
    private sealed record Guarded(Term Host, Bordered Border, string Path, bool CanFire) : Term
    {
        public static Term Of(Term host, Bordered border, string path, bool canFire = true) => host switch
        {
            { IsDone: true } => Done,
            Failed when border.Kind == BorderKind.Error => Begin(border.Way, path),
            Failed => host,
            _ => new Guarded(host, border, path, canFire),
        };

        public override IEnumerable<Happening> Next(bool errorsAreCaught)
        {
            foreach (var happening in Host.Next(errorsAreCaught || Border.Kind == BorderKind.Error))
                yield return happening;
            if (Border.Kind != BorderKind.Error && CanFire)
                yield return new Happening(Kind, Border.Id, Path);
        }

        private string Kind => Border.Kind == BorderKind.InterruptingSignal ? "signal" : "timer";

        public override Term? After(Happening happening, List<Term> beside)
        {
            if (Host.After(happening, beside) is { } host)
                return Of(host, Border, Path, CanFire);
            if (happening.Kind != Kind || happening.Id != Border.Id || happening.Path != Path || !CanFire)
                return null;
            if (Border.Kind is BorderKind.InterruptingTimer or BorderKind.InterruptingSignal)
                return Begin(Border.Way, Path);
            beside.Add(Begin(Border.Way, Path));
            return this with { CanFire = false };
        }
    }
}
