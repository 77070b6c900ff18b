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

    /// <summary>Nothing but one ad-hoc sub-process, or one sub-process that tells something.</summary>
    public static string OfOne(int seed, bool isAdHoc)
    {
        var flow = new RandomFlow(seed);
        var (start, end) = (flow.Add("startEvent"), flow.Add("endEvent"));
        var (first, last) = isAdHoc ? flow.AdHoc() : flow.Telling(1);
        flow.Connect(start, first);
        flow.Connect(last, end);
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
        return random.Next(15) switch
        {
            0 => Sequence(depth),
            1 or 2 or 3 or 4 => Split(depth),
            5 => Loop(depth),
            6 => Sub(depth),
            7 => Race(depth),
            8 => Escalating(depth),
            9 => Deal(depth),
            10 => Wait(depth),
            11 => Telling(depth),
            12 or 13 => AdHoc(),
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

    /// <summary>A sub-process that tells something once, perhaps, or several times, and goes on: what is told meets it again, or ends.</summary>
    private (string, string) Telling(int depth)
    {
        var inner = new RandomFlow(random.Next()) { number = 1000 * ++number, flows = 1000 * number };
        var tells = random.Next(6);
        inner.Tells(tells, depth);
        var host = Add("subProcess", string.Join("\n", inner.parts));
        var (caught, after) = ($"n{++number}", Job());
        parts.Add(Boundary(caught, host, OnEscalation("late"), false));
        var way = caught;
        // What is told twice in a row would be done side by side: by itself that is no fault, and the walk takes it for one.
        var meets = loops > 0 || random.Next(4) > 0;
        if (meets ? random.Next(2) == 0 : tells is not (0 or 4 or 5))
            Connect(caught, way = Job());
        var join = Add(Gateways[random.Next(3)]);
        Connect(host, join);
        Connect(join, after);
        Connect(way, meets ? join : Add("endEvent"));
        if (random.Next(3) == 0)
        {
            var late = $"n{++number}";
            parts.Add(Boundary(late, host, Duration("PT1H"), true));
            Connect(late, random.Next(2) == 0 ? join : Add("endEvent"));
        }
        return (host, after);
    }

    private void Tells(int how, int depth)
    {
        var start = Add("startEvent");
        var raise = Add(how == 1 ? "endEvent" : "intermediateThrowEvent", OnEscalation("late"));
        if (how == 1)
        {
            var (first, last) = Block(depth - 1);
            Connect(start, first);
            Connect(last, raise);
            return;
        }
        var (work, end) = (Job(), Add("endEvent"));
        Connect(work, end);
        switch (how)
        {
            case 0:
                var again = Add("intermediateThrowEvent", OnEscalation("late"));
                Connect(start, raise);
                Connect(raise, again);
                Connect(again, work);
                break;
            case 2:
                Connect(start, raise);
                Connect(raise, work);
                break;
            case 3:
                var choice = Add("exclusiveGateway", attributes: $"default=\"f{flows + 1}\"");
                Connect(choice, work);
                Connect(choice, raise, "=choose()");
                Connect(raise, Add("endEvent"));
                Connect(start, choice);
                break;
            case 4:
                var fork = Add("parallelGateway");
                var inner = new RandomFlow(random.Next()) { number = 1000 * ++number, flows = 1000 * number };
                inner.Tells(random.Next(1, 4), depth - 1);
                Connect(start, fork);
                Connect(fork, Add("subProcess", string.Join("\n", inner.parts)));
                Connect(fork, work);
                Connect(raise, Add("endEvent"));
                Connect(fork, raise);
                break;
            default:
                var merge = Add("exclusiveGateway");
                var round = Add("exclusiveGateway", attributes: $"default=\"f{flows + 1}\"");
                Connect(round, work);
                Connect(round, merge, "=choose()");
                Connect(start, merge);
                var each = Job();
                Connect(merge, each);
                Connect(each, raise);
                Connect(raise, round);
                break;
        }
    }

    /// <summary>Some of its activities are begun, together or in turn; two of them may meet.</summary>
    private (string, string) AdHoc()
    {
        var inner = new RandomFlow(random.Next()) { number = 1000 * ++number, flows = 1000 * number };
        var activities = Enumerable.Range(0, random.Next(2, 4)).Select(position => position > 0 && random.Next(6) == 0 ? inner.Add("manualTask") : inner.Work().Item1).ToList();
        var ways = activities.ToList();
        for (var position = 0; position < ways.Count; position++)
            if (random.Next(3) == 0)
            {
                var next = inner.Job();
                inner.Connect(ways[position], next);
                ways[position] = next;
            }
        if (random.Next(2) == 0)
        {
            var (meet, after) = (inner.Add(Gateways[random.Next(3)]), inner.Job());
            inner.Connect(ways[0], meet);
            inner.Connect(ways[1], meet);
            inner.Connect(meet, after);
        }
        var list = $"[{string.Join(", ", activities.Select(activity => $"\"{activity}\""))}]";
        var turned = $"[{string.Join(", ", activities.AsEnumerable().Reverse().Select(activity => $"\"{activity}\""))}]";
        var (condition, id) = (random.Next(2) == 0 ? "=choose()" : null, $"n{++number}");
        parts.Add(random.Next(2) == 0
            ? InTurn(id, $"=(if choose() then {list} else {turned})[choose()]", condition, [.. inner.parts])
            : Support.Xml.AdHoc(id, $"={list}[choose()]", condition, random.Next(2) == 0, [.. inner.parts]));
        if (loops == 0)
            return (id, id);
        // With nothing begun it is passed at once: a loop of it alone would have no end of answers to try.
        var before = Job();
        Connect(before, id);
        return (before, id);
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
