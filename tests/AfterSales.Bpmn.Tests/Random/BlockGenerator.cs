namespace AfterSales.Bpmn.Tests.Random;

/// <summary>Grows random blocks from a seed.</summary>
internal sealed class BlockGenerator(int seed)
{
    private readonly System.Random random = new(seed);
    private int number;

    public Block Process(int depth = 4) => new Sequence(Next(), [Any(depth, new Place(true, false)), Any(depth - 1, new Place(true, false))]);

    private Block Any(int depth, Place place)
    {
        if (depth == 0)
            return random.Next(4) == 0 ? new Pass(Next()) : new Job(Next());
        switch (random.Next(24))
        {
            case 0 or 1:
                return new Sequence(Next(), Many(depth, place));
            case 2 or 3:
                return new Parallel(Next(), Many(depth, place), random.Next(3) > 0);
            case 4:
                var branches = Many(depth, place);
                return new Choice(Next(), branches, random.Next(branches.Count), random.Next(2) == 0);
            case 5 or 6:
                return Several(depth, place);
            // A loop counts in a variable of the root, which parallel instances would share.
            case 7 when place.MayLoop:
                return new Loop(Next(), Any(depth - 1, place with { IsInLoop = true }), random.Next(1, 4));
            case 8:
                return new Sub(Next(), Any(depth - 1, place with { IsInLoop = false }));
            case 9:
                return Each(depth);
            case 10 or 11:
                var kind = (BorderKind)random.Next(4);
                // What a loop begins beside itself in each round would meet in the joins of one scope.
                if (place.IsInLoop && kind == BorderKind.NonInterruptingTimer)
                    kind = BorderKind.InterruptingTimer;
                return new Bordered(Next(), Host(depth - 1, place), kind, Any(depth - 1, place));
            case 12:
                return new Rounds(Next(), Any(depth - 1, place with { IsInLoop = false }), random.Next(1, 4));
            case 13:
                return new Linked(Next(), Any(depth - 1, place));
            case 14:
                return new Begun(Next(), Any(depth - 1, place with { IsInLoop = false }), Any(depth - 1, place with { IsInLoop = false }), random.Next(2) == 0);
            case 15:
                return new Hear(Next());
            case 16:
                return new Both(Next());
            case 17:
                return new Either(Next());
            case 18:
                var parts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => new Sub(Next(), Any(depth - 1, place with { IsInLoop = false }))).ToList();
                return new Chosen(Next(), parts, [.. parts.Select(_ => random.Next(3) > 0)], random.Next(2) == 0);
            case 19:
                return new Escalated(Next(), new Job(Next()), Any(depth - 1, place with { IsInLoop = false }), Any(depth - 1, place), place.IsInLoop || random.Next(2) == 0);
            case 20:
                return new Undone(Next(), [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (new Job(Next()), new Job(Next())))]);
            case 23:
                var steps = Enumerable.Range(0, random.Next(1, 4)).Select(_ => (new Job(Next()), new Job(Next()))).ToList();
                return new UndoneWhole(Next(), steps, new Job(Next()), random.Next(2) == 0, random.Next(0, 4));
            // In a loop the tokens of two rounds would meet at the gateway.
            case 21 or 22 when !place.IsInLoop:
                var racing = Enumerable.Range(0, random.Next(2, 5)).Select(_ => (Block)new Sequence(Next(), [new Job(Next()), Any(depth - 1, place)])).ToList();
                return new Race(Next(), racing, random.Next(1, racing.Count + 1), Any(depth - 1, place));
            default:
                return new Job(Next());
        }
    }

    private Block Host(int depth, Place place) => random.Next(3) switch
    {
        0 => new Sub(Next(), Any(depth, place with { IsInLoop = false })),
        1 => Each(depth),
        _ => new Job(Next()),
    };

    private Each Each(int depth) => new(Next(), Any(Math.Max(0, depth - 1), new Place(false, false)), random.Next(0, 4), random.Next(2) == 0);

    private Several Several(int depth, Place place)
    {
        var branches = Many(depth, place);
        var taken = branches.Select(_ => random.Next(2) == 0).ToList();
        taken[random.Next(taken.Count)] = true;
        return new Several(Next(), branches, taken, random.Next(3) > 0);
    }

    private List<Block> Many(int depth, Place place) => [.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => Any(depth - 1, place))];

    private int Next() => ++number;

    /// <summary>Where a block grows: what is possible there without two rounds getting into each other's way.</summary>
    private sealed record Place(bool MayLoop, bool IsInLoop);
}
