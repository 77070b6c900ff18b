using AfterSales.Engine.Deployments;
using AfterSales.Engine.Tests.Support;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Engine.Tests.Crash;

/// <summary>What is played through every crash point.</summary>
public enum CrashScenario
{
    /// <summary>A task with a mail, a job, a called process with a timer, a message; one after the other.</summary>
    InARow,

    /// <summary>
    /// A task with a mail, jobs of a multi-instance activity, a signal and a message that the case sends itself, a cancelled transaction whose work is undone, an
    /// escalation and an error of a called process; side by side.
    /// </summary>
    SideBySide,
}

/// <summary>The process "case" of a scenario, with what it calls. Each has one task and ends by itself when the task and a message are answered and an hour has passed.</summary>
internal static class CrashScenarios
{
    public static DeploymentResource[] Of(CrashScenario scenario) => scenario == CrashScenario.InARow
        ?
        [
            Named("case", [Message("m", "answer")], Start(), User("ask"), Service("work"), Call("call", "part", "propagateAllChildVariables=\"true\""), Catch("reply", OnMessage("m")), End(), Chain("start ask work call reply end")),
            Named("part", [], Start(), Catch("cool", Duration("PT1H")), End(), Chain("start cool end")),
        ]
        :
        [
            Named(
                "case",
                [Message("m", "news"), Signal("s", "alarm"), Error("e", "E1"), Escalation("c", "C1")],
                Start(), Element("parallelGateway", "fork"), Element("parallelGateway", "meet"), End(), Chain("start fork"), Chain("meet end"),
                User("ask"), Chain("fork ask meet"),
                Service("each", inner: Loop(false, "inputCollection=\"=[1, 2, 3]\"")), Chain("fork each meet"),
                Catch("hear", OnSignal("s")), Chain("fork hear meet"),
                Catch("read", OnMessage("m")), Chain("fork read meet"),
                Catch("cool", Duration("PT1H")), Throw("alarm", OnSignal("s")), Throw("tell", OnMessage("m"), """<zeebe:publishMessage correlationKey="=key"/>"""), Chain("fork cool alarm tell meet"),
                Element("transaction", "deal", inner: Start("begin") + Service("do") + Undo("undone", "do") + End("give_up", Cancel()) + Chain("begin do give_up")),
                Boundary("cancelled", "deal", Cancel()), Chain("fork deal"), Chain("cancelled meet"),
                SubProcess("sub", "", Start("enter"), Service("before"), Throw("raise", OnEscalation("c")), Service("behind"), End("leave"), Chain("enter before raise behind leave")),
                Boundary("told", "sub", OnEscalation("c"), false), Service("handle"), End("handled"), Chain("fork sub meet"), Chain("told handle handled"),
                Call("call", "part"), Boundary("failed", "call", OnError("e")), Chain("fork call"), Chain("failed meet")),
            Named("part", [Error("e", "E1")], Start(), Service("try"), End("end", OnError("e")), Chain("start try end")),
        ];

    private static DeploymentResource Named(string id, string[] roots, params string[] content) =>
        Processes.Resource($"{id}.bpmn", File(roots, content).Replace("<bpmn:process id=\"p\"", $"<bpmn:process id=\"{id}\"", StringComparison.Ordinal));
}
