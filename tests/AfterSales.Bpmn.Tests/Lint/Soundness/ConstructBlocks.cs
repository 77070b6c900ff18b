using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Lint.Soundness;

/// <summary>
/// A sound block of every construct the engine runs, each entered at <c>{name}in</c> and left at <c>{name}out</c>, and large models made of many.
/// </summary>
internal static class ConstructBlocks
{
    public static readonly string[] Roots =
    [
        Message("m", "asked"), Message("n", "answered"), Message("begun", "ordered", null), Signal("s", "alarm"), Error("e", "E1"), Escalation("c", "C1"),
    ];

    public static readonly IReadOnlyDictionary<string, Func<string, string>> All = new Dictionary<string, Func<string, string>>(StringComparer.Ordinal)
    {
        ["exclusive"] = b => Gateway("exclusive", b + "in", $"default=\"{b}in_{b}x\"") + Tasks(b, "x y") + Gateway("exclusive", b + "out") + Chain($"{b}in {b}x {b}out") + If($"{b}in", $"{b}y") + Chain($"{b}y {b}out"),
        ["loop back"] = b => Gateway("exclusive", b + "in") + Tasks(b, "x") + Gateway("exclusive", b + "again", $"default=\"{b}again_{b}out\"") + Manual(b + "out") + Chain($"{b}in {b}x {b}again {b}out") + If($"{b}again", $"{b}in"),
        ["parallel"] = b => Gateway("parallel", b + "in") + Tasks(b, "x y z") + Gateway("parallel", b + "out") + Each(b, "x y z"),
        ["inclusive"] = b => Gateway("inclusive", b + "in", $"default=\"{b}in_{b}z\"") + Tasks(b, "x y z") + Gateway("inclusive", b + "out") + If($"{b}in", $"{b}x") + If($"{b}in", $"{b}y") + Chain($"{b}x {b}out") + Chain($"{b}y {b}out") + Chain($"{b}in {b}z {b}out"),
        ["complex by tokens"] = b => Two(b, "=activationCount >= 2"),
        ["complex by data"] = b => Two(b, "=enough"),
        ["complex split"] = b => Complex(b + "in", attributes: $"default=\"{b}in_{b}z\"") + Tasks(b, "x y z") + Gateway("inclusive", b + "out") + If($"{b}in", $"{b}x") + If($"{b}in", $"{b}y") + Chain($"{b}x {b}out") + Chain($"{b}y {b}out") + Chain($"{b}in {b}z {b}out"),
        ["event-based"] = b => Gateway("eventBased", b + "in") + Catch(b + "x", OnMessage("m")) + Catch(b + "y", Duration("PT1H")) + Catch(b + "z", OnSignal("s")) + Catch(b + "w", OnCondition("=ok")) + Gateway("exclusive", b + "out") + Each(b, "x y z w"),
        ["conditional flows of an activity"] = b => Service(b + "in") + Tasks(b, "x y") + Gateway("inclusive", b + "out") + If($"{b}in", $"{b}x") + Chain($"{b}in {b}y {b}out") + Chain($"{b}x {b}out"),
        ["flows without gateways"] = b => Service(b + "in") + Tasks(b, "x y") + Gateway("parallel", b + "out") + Each(b, "x y"),
        ["interrupting boundary events"] = b => Service(b + "in") + Waits(b, interrupting: true) + Gateway("exclusive", b + "out") + Chain($"{b}in {b}out") + Handled(b, 5, b + "out"),
        ["non-interrupting boundary events that end"] = b => Service(b + "in") + Waits(b, interrupting: false) + Manual(b + "out") + End(b + "end") + Chain($"{b}in {b}out") + Handled(b, 5, b + "end"),
        ["error boundary event"] = b => SubProcess(b + "in", "", Start(b + "i"), Service(b + "w"), Gateway("exclusive", b + "c", $"default=\"{b}c_{b}e\""), End(b + "e"), End(b + "f", OnError("e")), Chain($"{b}i {b}w {b}c {b}e"), If($"{b}c", $"{b}f"))
            + Boundary(b + "x", b + "in", OnError("e")) + Service(b + "y") + Gateway("exclusive", b + "out") + Chain($"{b}in {b}out") + Chain($"{b}x {b}y {b}out"),
        ["escalation boundary events"] = b => SubProcess(b + "in", "", Start(b + "i"), Throw(b + "t", OnEscalation("c")), Service(b + "w"), End(b + "e"), Chain($"{b}i {b}t {b}w {b}e"))
            + Boundary(b + "x", b + "in", OnEscalation("c"), false) + Service(b + "y") + End(b + "end") + Manual(b + "out") + Chain($"{b}in {b}out") + Chain($"{b}x {b}y {b}end"),
        ["catching events"] = b => Catch(b + "in", OnMessage("m")) + Catch(b + "x", Duration("PT1H")) + Catch(b + "y", OnSignal("s")) + Catch(b + "z", OnCondition("=ok")) + Catch(b + "v", OnMessage("m") + Duration("PT1H"))
            + Together("intermediateCatchEvent", b + "w", OnMessage("m") + OnSignal("s")) + Element("receiveTask", b + "out", attributes: "messageRef=\"m\"") + Chain($"{b}in {b}x {b}y {b}z {b}v {b}w {b}out"),
        ["throwing events and links"] = b => Element("intermediateThrowEvent", b + "in") + Throw(b + "x", OnSignal("s")) + Throw(b + "y", OnEscalation("c")) + Throw(b + "z", Link(b)) + Catch(b + "w", Link(b)) + Throw(b + "v", OnMessage("m")) + Throw(b + "out", Compensate())
            + Chain($"{b}in {b}x {b}y {b}z") + Chain($"{b}w {b}v {b}out"),
        ["tasks of every kind"] = b => User(b + "in") + Script(b + "x", "=1", "one") + Manual(b + "y") + Element("receiveTask", b + "z", attributes: "messageRef=\"m\"") + Element("sendTask", b + "w", attributes: "messageRef=\"m\"")
            + Element("businessRuleTask", b + "out", """<zeebe:calledDecision decisionId="d" resultVariable="r"/>""") + Chain($"{b}in {b}x {b}y {b}z {b}w {b}out"),
        ["multi-instance and loops"] = b => Service(b + "in", inner: Loop(true, "inputCollection=\"=items\"")) + Element("subProcess", b + "x", inner: Start(b + "i") + Service(b + "w") + End(b + "e") + Chain($"{b}i {b}w {b}e") + Loop(false, "inputCollection=\"=items\""))
            + Service(b + "out", inner: StandardLoop("=more", 5)) + Chain($"{b}in {b}x {b}out"),
        ["calls"] = b => Call(b + "in", "other") + Boundary(b + "x", b + "in", OnError(null)) + Boundary(b + "y", b + "in", Duration("PT1H")) + Gateway("exclusive", b + "out") + Chain($"{b}in {b}out") + Chain($"{b}x {b}out") + Chain($"{b}y {b}out"),
        ["event sub-processes"] = b => SubProcess(b + "in", "", Start(b + "i"), Service(b + "w"), End(b + "e"), Chain($"{b}i {b}w {b}e"),
                Besides(b + "1", OnMessage("m"), true), Besides(b + "2", OnError(null), true), Besides(b + "3", Duration("PT1H"), false), Besides(b + "4", OnSignal("s"), false), Besides(b + "5", OnCondition("=ok"), false))
            + Manual(b + "out") + Chain($"{b}in {b}out"),
        ["transactions"] = b => Element("transaction", b + "in", inner: Start(b + "i") + Service(b + "w") + Undo(b + "u", b + "w") + Gateway("exclusive", b + "c", $"default=\"{b}c_{b}e\"") + End(b + "e") + End(b + "f", Cancel()) + Chain($"{b}i {b}w {b}c {b}e") + If($"{b}c", $"{b}f"))
            + Boundary(b + "x", b + "in", Cancel()) + Service(b + "y") + Gateway("exclusive", b + "out") + Chain($"{b}in {b}out") + Chain($"{b}x {b}y {b}out"),
        ["compensation event sub-processes"] = b => SubProcess(b + "in", "", Start(b + "s"), Service(b + "a"), Undo(b + "u", b + "a"), Chain($"{b}s {b}a"), EventSubProcess(b + "e", b + "f", Compensate(), true, Service(b + "g"), End(b + "h", Compensate()), Chain($"{b}f {b}g {b}h")))
            + Throw(b + "out", Compensate()) + Chain($"{b}in {b}out"),
        ["compensation"] = b => Service(b + "in") + Undo(b + "u", b + "in") + Service(b + "x") + Undo(b + "v", b + "x") + Throw(b + "out", Compensate(b + "x")) + Chain($"{b}in {b}x {b}out"),
        ["escalations that meet what throws them"] = b => SubProcess(b + "in", "", Start(b + "i"), Service(b + "w"), SubProcess(b + "deep", "", Start(b + "j"), Throw(b + "t", OnEscalation("c")), Service(b + "v"), End(b + "f"), Chain($"{b}j {b}t {b}v {b}f")), End(b + "e"), Chain($"{b}i {b}w {b}deep {b}e"))
            + Boundary(b + "x", b + "in", OnEscalation("c"), false) + Service(b + "y") + Gateway("parallel", b + "out") + Chain($"{b}in {b}out") + Chain($"{b}x {b}y {b}out"),
        ["ad-hoc, in turn, that meet"] = b => InTurn(b + "in", "=todo", "=enough", Tasks(b, "p q r s"), Gateway("exclusive", b + "m"), Service(b + "n"), Chain($"{b}p {b}m {b}n"), Chain($"{b}q {b}m"), Chain($"{b}r {b}m"), Chain($"{b}s {b}n")) + Manual(b + "out") + Chain($"{b}in {b}out"),
        ["ad-hoc, side by side"] = b => AdHoc(b + "in", "=todo", null, true, [.. Some(b)]) + Manual(b + "out") + Chain($"{b}in {b}out"),
        ["ad-hoc, in turn"] = b => InTurn(b + "in", "=todo", null, [.. Some(b)]) + Manual(b + "out") + Chain($"{b}in {b}out"),
    };

    /// <summary>
    /// A block that is not sound: the inclusive join does not wait for the task, whose own event leads to the flow by which the other token has come (BPMN 2.0.2,
    /// 13.4.3), so what follows is done twice.
    /// </summary>
    public static string JoiningItsOwnEvents(string b) => Service(b + "in") + Waits(b, interrupting: false) + Gateway("inclusive", b + "out") + Chain($"{b}in {b}out") + Handled(b, 5, b + "out");

    /// <summary>One block behind the other.</summary>
    public static string[] InARow(IReadOnlyList<Func<string, string>> blocks) =>
        [Start(), .. blocks.Select((block, number) => block(Name(number))), .. Along("start", blocks.Count, 0, "last")];

    /// <summary>Four rows of blocks side by side.</summary>
    public static string[] SideBySide(IReadOnlyList<Func<string, string>> blocks)
    {
        var length = (blocks.Count + 3) / 4;
        var rows = Enumerable.Range(0, 4).Select(row => (From: row * length, Count: Math.Clamp(blocks.Count - row * length, 0, length))).Where(row => row.Count > 0);
        return
        [
            Start(), Gateway("parallel", "fork"), Gateway("parallel", "meet"), Chain("start fork"), Chain("meet last"),
            .. blocks.Select((block, number) => block(Name(number))), .. rows.SelectMany(row => Along("fork", row.Count, row.From, "meet")),
        ];
    }

    /// <summary>Sub-processes in one another, with some blocks in each.</summary>
    public static string[] Nested(IReadOnlyList<Func<string, string>> blocks)
    {
        const int inEach = 8;
        var inner = "";
        for (var from = (blocks.Count - 1) / inEach * inEach; from >= 0; from -= inEach)
        {
            var count = Math.Min(inEach, blocks.Count - from);
            var content = Start($"begin{from}") + string.Concat(Enumerable.Range(from, count).Select(number => blocks[number](Name(number))));
            inner = inner.Length == 0
                ? content + End($"end{from}") + string.Concat(Along($"begin{from}", count, from, $"end{from}"))
                : content + SubProcess($"inner{from}", "", inner) + End($"end{from}") + string.Concat(Along($"begin{from}", count, from, $"inner{from}")) + Chain($"inner{from} end{from}");
        }
        return [Start(), SubProcess("all", "", inner), Chain("start all last")];
    }

    /// <summary>Ends the model behind "last", rightly or by a choice that is joined as if both had come.</summary>
    public static string[] Ending(bool isSound) =>
    [
        Manual("last"), End("finish"),
        .. isSound
            ? new[] { Chain("last finish") }
            : [Gateway("exclusive", "choice", "default=\"choice_this\""), Service("this"), Service("that"), Gateway("parallel", "wrong"), Chain("last choice this wrong finish"), If("choice", "that"), Chain("that wrong")],
    ];

    internal static string Gateway(string kind, string id, string attributes = "") => Element(kind + "Gateway", id, attributes: attributes);

    private static string If(string from, string to) => Flow(from, to, "=choose");

    private static string Name(int number) => $"b{number}_";

    private static IEnumerable<string> Along(string from, int count, int first, string to)
    {
        for (var number = first; number < first + count; number++)
            yield return Chain($"{(number == first ? from : Name(number - 1) + "out")} {Name(number)}in");
        yield return Chain($"{Name(first + count - 1)}out {to}");
    }

    private static string Tasks(string block, string names) => string.Concat(names.Split(' ').Select(name => Service(block + name)));

    private static string Each(string block, string names) => string.Concat(names.Split(' ').Select(name => Chain($"{block}in {block}{name} {block}out")));

    private static string Two(string b, string activation) => Gateway("parallel", b + "in") + Tasks(b, "x y z") + Complex(b + "c", activation, $"default=\"{b}c_{b}late\"") + Manual(b + "out") + End(b + "late")
        + string.Concat("xyz".Select(name => Chain($"{b}in {b}{name} {b}c"))) + Flow(b + "c", b + "out", "=waitingForStart") + Chain($"{b}c {b}late");

    private static string Waits(string b, bool interrupting) =>
        string.Concat(new[] { OnMessage("m"), Duration("PT1H"), OnSignal("s"), OnCondition("=ok"), OnMessage("n") + Duration("PT2H") }.Select((definition, number) => Boundary($"{b}{number}", b + "in", definition, interrupting)));

    private static string Handled(string b, int count, string to) => string.Concat(Enumerable.Range(0, count).Select(number => Service($"{b}h{number}") + Chain($"{b}{number} {b}h{number} {to}")));

    private static string Besides(string b, string definition, bool interrupting) =>
        EventSubProcess(b + "beside", b + "begun", definition, interrupting, Service(b + "handle"), End(b + "handled"), Chain($"{b}begun {b}handle {b}handled"));

    private static IEnumerable<string> Some(string b) => [Service(b + "p"), Service(b + "q"), Chain($"{b}p {b}q"), User(b + "r"), Manual(b + "t"), Gateway("exclusive", b + "g", $"default=\"{b}g_{b}k\""), Manual(b + "k"), Manual(b + "l"), Chain($"{b}t {b}g {b}k"), If($"{b}g", $"{b}l")];
}
