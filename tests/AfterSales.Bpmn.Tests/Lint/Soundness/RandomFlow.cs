using AfterSales.Bpmn.Tests.Support;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Lint.Soundness;

/// <summary>
/// Small random processes, many of them wrong: what is split in one way is joined in another. Every condition is the function
/// <c>choose()</c>, so that a test can try all answers. Work is done by jobs and people only: what runs by itself has no order
/// of its own to explore.
/// </summary>
internal sealed class RandomFlow(int seed)
{
    private static readonly string[] Gateways = ["exclusiveGateway", "parallelGateway", "inclusiveGateway"];

    private readonly System.Random random = new(seed);
    private readonly List<string> parts = [];
    private int number;
    private int flows;
    private int loops;

    public static string Of(int seed)
    {
        var flow = new RandomFlow(seed);
        flow.Scope(2);
        return File([Error("failed", "FAILED"), Escalation("late", "LATE")], [.. flow.parts]);
    }

    private void Scope(int depth)
    {
        var (start, end) = (Add("startEvent"), random.Next(6) == 0 ? Add("endEvent", Terminate()) : Add("endEvent"));
        var (first, last) = Block(depth);
        Connect(start, first);
        var (second, close) = Block(depth - 1);
        Connect(last, second);
        Connect(close, end);
        if (random.Next(6) == 0)
            Beside(depth);
    }

    private void Beside(int depth)
    {
        var inner = new RandomFlow(random.Next()) { number = 1000 * ++number, flows = 1000 * number };
        var (first, last) = inner.Block(depth - 1);
        inner.Connect("n" + number, first);
        inner.Connect(last, inner.Add("endEvent"));
        // One that does not interrupt begins once: the timer has no cycle.
        parts.Add(EventSubProcess($"beside{number}", "n" + number, Duration("PT1H"), random.Next(2) == 0, [.. inner.parts]));
    }

    private (string First, string Last) Block(int depth)
    {
        if (depth <= 0)
            return Work();
        return random.Next(12) switch
        {
            0 => Sequence(depth),
            1 or 2 or 3 or 4 => Split(depth),
            5 => Loop(depth),
            6 => Sub(depth),
            7 => Race(depth),
            8 => Escalating(depth),
            9 => Deal(depth),
            10 => Wait(depth),
            _ => Guarded(depth),
        };
    }

    private (string, string) Work()
    {
        var id = random.Next(3) == 0 ? Add("userTask", extensions: "<zeebe:userTask/>") : Job();
        return (id, id);
    }

    private string Job() => Add("serviceTask", extensions: """<zeebe:taskDefinition type="work"/>""");

    private (string, string) Sequence(int depth)
    {
        var (first, middle) = Block(depth - 1);
        var (next, last) = Block(depth - 1);
        Connect(middle, next);
        return (first, last);
    }

    private (string, string) Split(int depth)
    {
        var kind = Gateways[random.Next(3)];
        var join = random.Next(3) == 0 ? Gateways[random.Next(3)] : kind;
        var (fork, merge) = (Add(kind, attributes: kind == "parallelGateway" ? "" : $"default=\"f{flows + 1}\""), Add(join));
        var branches = random.Next(2, 4);
        var ends = new List<string>();
        for (var branch = 0; branch < branches; branch++)
        {
            // The default flow has the number promised above, so it is drawn before what it leads to.
            var to = Job();
            Connect(fork, to, kind == "parallelGateway" || branch == 0 ? null : "=choose()");
            if (random.Next(2) == 0)
            {
                ends.Add(to);
                continue;
            }
            var (first, last) = Block(depth - 1);
            Connect(to, first);
            ends.Add(last);
        }
        foreach (var end in ends)
            // Sometimes a branch ends by itself; the first never does, so that what follows can be reached.
            Connect(end, end != ends[0] && random.Next(12) == 0 ? Add("endEvent") : merge);
        return (fork, merge);
    }

    /// <summary>A complex gateway: sometimes with too few tokens, sometimes with a way that is taken twice.</summary>
    private (string, string) Race(int depth)
    {
        var kind = random.Next(4) == 0 ? Gateways[random.Next(3)] : "parallelGateway";
        var branches = random.Next(2, 4);
        var fork = Add(kind, attributes: kind == "parallelGateway" ? "" : $"default=\"f{flows + 1}\"");
        var needed = random.Next(1, branches + (random.Next(5) == 0 ? 2 : 1));
        var choice = random.Next(4);
        var join = $"n{++number}";
        for (var branch = 0; branch < branches; branch++)
        {
            var to = Job();
            Connect(fork, to, kind == "parallelGateway" || branch == 0 ? null : "=choose()");
            var (first, last) = random.Next(2) == 0 ? (to, to) : Block(depth - 1);
            if (first != to)
                Connect(to, first);
            Connect(last, join);
        }
        var (merge, rest) = (Add("exclusiveGateway"), Job());
        parts.Add(Complex(join, $"=activationCount >= {needed}", choice == 0 ? $"default=\"f{flows + 1}\"" : ""));
        Connect(join, merge, choice switch { 0 => null, 1 => "=waitingForStart or choose()", _ => "=waitingForStart" });
        Connect(join, rest, choice == 3 ? "=not(waitingForStart) and choose()" : "=not(waitingForStart)");
        Connect(rest, random.Next(4) == 0 ? merge : Add("endEvent"));
        return (fork, merge);
    }

    /// <summary>A sub-process that may give itself up, or tells something and goes on.</summary>
    private (string, string) Escalating(int depth)
    {
        var inner = new RandomFlow(random.Next()) { number = 1000 * ++number, flows = 1000 * number };
        var (start, raise, end) = (inner.Add("startEvent"), inner.Add("intermediateThrowEvent", OnEscalation("late")), inner.Add("endEvent"));
        var (first, last) = inner.Block(depth - 1);
        var choice = inner.Add("exclusiveGateway", attributes: $"default=\"f{inner.flows + 1}\"");
        inner.Connect(choice, end);
        inner.Connect(start, first);
        inner.Connect(last, choice);
        inner.Connect(choice, raise, "=choose()");
        var after = inner.Job();
        inner.Connect(raise, after);
        inner.Connect(after, end);
        var host = Add("subProcess", string.Join("\n", inner.parts));
        return Bordered(host, OnEscalation("late"), loops > 0 || random.Next(2) == 0);
    }

    /// <summary>A transaction that may be cancelled, with and without an event for it.</summary>
    private (string, string) Deal(int depth)
    {
        var inner = new RandomFlow(random.Next()) { number = 1000 * ++number, flows = 1000 * number };
        var (start, end) = (inner.Add("startEvent"), inner.Add("endEvent"));
        var (first, last) = inner.Block(depth - 1);
        var choice = inner.Add("exclusiveGateway", attributes: $"default=\"f{inner.flows + 1}\"");
        inner.Connect(choice, end);
        inner.Connect(start, first);
        inner.Connect(last, choice);
        inner.Connect(choice, inner.Add("endEvent", Cancel()), "=choose()");
        var host = Add("transaction", string.Join("\n", inner.parts));
        return random.Next(2) == 0 ? (host, host) : Bordered(host, Cancel(), true);
    }

    private (string, string) Bordered(string host, string definition, bool interrupting)
    {
        var (caught, way, merge) = ($"n{++number}", Job(), Add("exclusiveGateway"));
        parts.Add(Boundary(caught, host, definition, interrupting));
        Connect(caught, way);
        Connect(host, merge);
        Connect(way, interrupting ? merge : Add("endEvent"));
        return (host, merge);
    }

    private (string, string) Wait(int depth)
    {
        var (gateway, one, other, merge) = (Add("eventBasedGateway"), Add("intermediateCatchEvent", Duration("PT1H")), Add("intermediateCatchEvent", Duration("PT2H")), Add(random.Next(4) == 0 ? "parallelGateway" : "exclusiveGateway"));
        var (first, last) = Block(depth - 1);
        Connect(gateway, one);
        Connect(gateway, other);
        Connect(one, first);
        Connect(last, merge);
        Connect(other, merge);
        return (gateway, merge);
    }

    private (string, string) Loop(int depth)
    {
        var (begin, again) = (Add("exclusiveGateway"), Add("exclusiveGateway", attributes: $"default=\"f{flows + 1}\""));
        var onwards = Job();
        Connect(again, onwards);
        loops++;
        var (first, last) = Block(depth - 1);
        loops--;
        Connect(begin, first);
        Connect(last, again);
        Connect(again, begin, "=choose()");
        return (begin, onwards);
    }

    private (string, string) Sub(int depth)
    {
        var id = SubProcess(depth);
        return (id, id);
    }

    private string SubProcess(int depth)
    {
        var inner = new RandomFlow(random.Next()) { number = 1000 * ++number, flows = 1000 * number };
        inner.Scope(depth - 1);
        return Add("subProcess", string.Join("\n", inner.parts));
    }

    private (string, string) Guarded(int depth)
    {
        var host = random.Next(2) == 0 ? Job() : SubProcess(depth);
        var merge = Add("exclusiveGateway");
        // In a loop an event would happen once a round; the check lets it happen once.
        var kind = loops > 0 ? 2 * random.Next(2) : random.Next(3);
        var id = $"n{++number}";
        parts.Add(Boundary(id, host, kind == 0 ? OnError("failed") : Duration("PT1H"), kind != 1));
        var way = Job();
        Connect(id, way);
        Connect(host, merge);
        // What a non-interrupting event begins ends by itself, or is a mistake.
        Connect(way, kind == 1 && random.Next(3) > 0 ? Add("endEvent") : merge);
        return (host, merge);
    }

    private string Add(string kind, string inner = "", string extensions = "", string attributes = "")
    {
        var id = $"n{++number}";
        parts.Add(Element(kind, id, extensions, inner, attributes));
        return id;
    }

    private void Connect(string from, string to, string? condition = null) => parts.Add(Flow(from, to, condition, $"f{++flows}"));
}
