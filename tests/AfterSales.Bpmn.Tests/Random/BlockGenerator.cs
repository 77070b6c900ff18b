namespace AfterSales.Bpmn.Tests.Random;

/// <summary>Grows random blocks from a seed.</summary>
internal sealed class BlockGenerator(int seed)
{
    private readonly System.Random random = new(seed);
    private int number;

    public Block Process() => new Sequence(Next(), [Any(4, mayLoop: true), Any(3, mayLoop: true)]);

    private Block Any(int depth, bool mayLoop)
    {
        if (depth == 0)
            return random.Next(4) == 0 ? new Pass(Next()) : new Job(Next());
        switch (random.Next(12))
        {
            case 0 or 1:
                return new Sequence(Next(), Many(depth, mayLoop));
            case 2 or 3:
                return new Parallel(Next(), Many(depth, mayLoop));
            case 4:
                var branches = Many(depth, mayLoop);
                return new Choice(Next(), branches, random.Next(branches.Count), random.Next(2) == 0);
            case 5 or 6:
                return Several(depth, mayLoop);
            // A loop counts in a variable of the root, which parallel instances would share.
            case 7 when mayLoop:
                return new Loop(Next(), Any(depth - 1, mayLoop), random.Next(1, 4));
            case 8:
                return new Sub(Next(), Any(depth - 1, mayLoop));
            case 9:
                return Each(depth);
            case 10 or 11:
                var kind = (BorderKind)random.Next(3);
                return new Bordered(Next(), Host(depth - 1, mayLoop), kind, Any(depth - 1, mayLoop));
            default:
                return new Job(Next());
        }
    }

    private Block Host(int depth, bool mayLoop) => random.Next(3) switch
    {
        0 => new Sub(Next(), Any(depth, mayLoop)),
        1 => Each(depth),
        _ => new Job(Next()),
    };

    private Each Each(int depth) => new(Next(), Any(Math.Max(0, depth - 1), mayLoop: false), random.Next(0, 4), random.Next(2) == 0);

    private Several Several(int depth, bool mayLoop)
    {
        var branches = Many(depth, mayLoop);
        var taken = branches.Select(_ => random.Next(2) == 0).ToList();
        taken[random.Next(taken.Count)] = true;
        return new Several(Next(), branches, taken);
    }

    private List<Block> Many(int depth, bool mayLoop) => [.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => Any(depth - 1, mayLoop))];

    private int Next() => ++number;
}
