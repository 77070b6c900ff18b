using System.Text;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Random;

/// <summary>Draws blocks as BPMN. Every sub-process per item adds its number to the variable <c>path</c>, so that waits can be told apart.</summary>
internal sealed class BlockDrawing
{
    private readonly List<string> signals = [];
    private StringBuilder xml = new();
    private int flows;

    public static string Of(Block block)
    {
        var drawing = new BlockDrawing();
        var content = drawing.Scope(block);
        return File([Error("failed", "FAILED"), Escalation("late", "LATE"), .. drawing.signals], [content]);
    }

    /// <summary>A process without a none start event.</summary>
    public static string Of(BegunProcess beginning)
    {
        var drawing = new BlockDrawing();
        for (var way = 0; way < beginning.Ways.Count; way++)
        {
            var (begin, end) = (BegunProcess.Id(way), $"end{way}");
            drawing.xml.Append(End(end)).Append(beginning.Kind switch
            {
                BegunByKind.ReceiveTasks => Element("receiveTask", begin, attributes: $"messageRef=\"m{way}\" instantiate=\"true\""),
                BegunByKind.ConditionalStarts => Start(begin, inner: OnCondition($"=way = {way}")),
                _ => Catch(begin, OnMessage($"m{way}")),
            });
            var (first, last) = drawing.Draw(beginning.Ways[way]);
            drawing.Connect(begin, first);
            drawing.Connect(last, end);
            if (beginning.Kind is BegunByKind.FirstOfSeveral or BegunByKind.AllOfSeveral)
                drawing.Connect("begin", begin);
        }
        if (beginning.Kind is BegunByKind.FirstOfSeveral or BegunByKind.AllOfSeveral)
            drawing.xml.Append(Element("eventBasedGateway", "begin", attributes: $"instantiate=\"true\" eventGatewayType=\"{(beginning.Kind == BegunByKind.AllOfSeveral ? "Parallel" : "Exclusive")}\""));
        var messages = beginning.Ways.Select((_, way) => Message($"m{way}", $"begins {way}", "=\"one\""));
        return File([Error("failed", "FAILED"), Escalation("late", "LATE"), .. messages, .. drawing.signals], [drawing.xml.ToString()]);
    }

    private string Scope(Block block)
    {
        var outer = xml;
        xml = new StringBuilder();
        var (start, end) = ("in_" + block.Id, "out_" + block.Id);
        xml.Append(Start(start)).Append(End(end));
        var (first, last) = Draw(block);
        Connect(start, first);
        Connect(last, end);
        var content = xml.ToString();
        xml = outer;
        return content;
    }

    private (string First, string Last) Draw(Block block)
    {
        switch (block)
        {
            case Pass:
                xml.Append(Manual(block.Id));
                return (block.Id, block.Id);
            case Hear:
                xml.Append(Catch(block.Id, SignalOf(block)));
                return (block.Id, block.Id);
            case Both:
                xml.Append(Together("intermediateCatchEvent", block.Id, Duration("PT1H") + SignalOf(block)));
                return (block.Id, block.Id);
            case Either:
                xml.Append(Catch(block.Id, Duration("PT1H") + SignalOf(block)));
                return (block.Id, block.Id);
            case Escalated escalated:
                return DrawEscalated(escalated);
            case Job or Sub or Each or Rounds or Begun or Chosen or Undone or UndoneWhole:
                return (Activity(block), block.Id);
            case Linked linked:
                xml.Append(Throw(block.Id, Link(block.Id))).Append(Catch(block.Id + "_end", Link(block.Id)));
                var behind = Draw(linked.Part);
                Connect(block.Id + "_end", behind.First);
                return (block.Id, behind.Last);
            case Sequence sequence:
                var parts = sequence.Parts.Select(Draw).ToList();
                foreach (var (from, to) in parts.Zip(parts.Skip(1)))
                    Connect(from.Last, to.First);
                return (parts[0].First, parts[^1].Last);
            case Parallel parallel:
                return Split(block, parallel.HasFork ? "parallelGateway" : "manualTask", "parallelGateway", parallel.Branches, _ => null);
            case Choice choice:
                return Split(block, "exclusiveGateway", choice.HasMerge ? "exclusiveGateway" : "manualTask", choice.Branches, index => index == choice.Taken ? "=true" : "=false");
            case Several several:
                return Split(block, several.HasFork ? "inclusiveGateway" : "manualTask", "inclusiveGateway", several.Branches, index => several.Taken[index] ? "=true" : "=false");
            case Race race:
                return DrawRace(race);
            case Loop loop:
                return DrawLoop(loop);
            default:
                return DrawBordered((Bordered)block);
        }
    }

    private string Activity(Block block)
    {
        xml.Append(block switch
        {
            Job => Service(block.Id),
            Sub sub => Element("subProcess", block.Id, inner: Scope(sub.Part)),
            Rounds rounds => Element("subProcess", block.Id, inner: StandardLoop(null, rounds.Times) + Scope(rounds.Part)),
            Begun begun => Element("subProcess", block.Id, inner: Scope(begun.Part) + Beside(begun)),
            Chosen chosen => Some(chosen),
            Undone undone => Element("subProcess", block.Id, inner: Steps(undone)),
            UndoneWhole whole => Element("subProcess", block.Id, inner: Whole(whole)),
            Each each => Element(
                "subProcess",
                block.Id,
                Io(("input", "=path + \"/\" + string(loopCounter)", "path")),
                Loop(each.IsSequential, $"inputCollection=\"=[{string.Join(", ", Enumerable.Range(1, each.Items))}]\"") + Scope(each.Part)),
            _ => throw new ArgumentOutOfRangeException(nameof(block)),
        });
        return block.Id;
    }

    private string Some(Chosen chosen)
    {
        var active = $"=[{string.Join(", ", chosen.Parts.Where((_, index) => chosen.Begun[index]).Select(part => $"\"{part.Id}\""))}]";
        string[] parts = [.. chosen.Parts.Select(part => Element("subProcess", part.Id, inner: Scope(part.Part)))];
        return chosen.IsSequential ? InTurn(chosen.Id, active, null, parts) : AdHoc(chosen.Id, active, null, true, parts);
    }

    private (string First, string Last) DrawRace(Race race)
    {
        var (fork, join, last, end) = (race.Id + "_fork", race.Id + "_join", race.Id + "_on", race.Id + "_end");
        xml.Append(Element("parallelGateway", fork)).Append(Complex(join, $"=activationCount >= {race.Needed}")).Append(Manual(last)).Append(End(end));
        foreach (var part in race.Branches)
        {
            var branch = Draw(part);
            Connect(fork, branch.First);
            Connect(branch.Last, join);
        }
        var rest = Draw(race.Rest);
        Connect(join, last, "=waitingForStart");
        Connect(join, rest.First, "=not(waitingForStart)");
        Connect(rest.Last, end);
        return (fork, last);
    }

    /// <summary>A signal that only this event at this place waits for.</summary>
    private string SignalOf(Block block)
    {
        signals.Add(Signal("s_" + block.Id, $"=\"{block.Id}\" + path"));
        return OnSignal("s_" + block.Id);
    }

    private string Steps(Undone undone)
    {
        var (start, back, end) = ("first_" + undone.Id, "back_" + undone.Id, "last_" + undone.Id);
        return Content(() =>
        {
            xml.Append(Start(start)).Append(Throw(back, Compensate())).Append(End(end));
            Connect(DrawUndoable(undone.Steps, start), back);
            Connect(back, end);
        });
    }

    private string Whole(UndoneWhole whole)
    {
        var (done, start, back, end, first, begun) = ("done_" + whole.Id, "first_" + whole.Id, "back_" + whole.Id, "last_" + whole.Id, "begin_" + whole.Id, "begun_" + whole.Id);
        var undoing = Content(() =>
        {
            xml.Append(Service(whole.Back.Id)).Append(whole.UndoesSteps ? End("undo_" + whole.Id, Compensate()) : End("undo_" + whole.Id));
            Connect(begun, whole.Back.Id);
            Connect(whole.Back.Id, "undo_" + whole.Id);
        });
        var inner = Content(() =>
        {
            xml.Append(Start(first)).Append(EventSubProcess("undoing_" + whole.Id, begun, Compensate(), true, undoing));
            DrawUndoable(whole.Steps, first);
        });
        return Content(() =>
        {
            xml.Append(Start(start)).Append(Throw(back, Compensate())).Append(End(end)).Append(Element(
                "subProcess",
                done,
                Io(("input", "=path + \"/\" + string(loopCounter)", "path")),
                Loop(true, $"inputCollection=\"=[{string.Join(", ", Enumerable.Range(1, whole.Items))}]\"") + inner));
            Connect(start, done);
            Connect(done, back);
            Connect(back, end);
        });
    }

    private string DrawUndoable(IReadOnlyList<(Job Do, Job Undo)> steps, string before)
    {
        foreach (var (step, undo) in steps)
        {
            xml.Append(Service(step.Id)).Append(Undo(undo.Id, step.Id));
            Connect(before, step.Id);
            before = step.Id;
        }
        return before;
    }

    private string Content(Action draw)
    {
        var outer = xml;
        xml = new StringBuilder();
        draw();
        var content = xml.ToString();
        xml = outer;
        return content;
    }

    private (string First, string Last) DrawEscalated(Escalated escalated)
    {
        var outer = xml;
        xml = new StringBuilder();
        var (start, raise, end, caught, merge) = ("first_" + escalated.Id, "raise_" + escalated.Id, "last_" + escalated.Id, "caught_" + escalated.Id, escalated.Id + "_merge");
        xml.Append(Start(start)).Append(Service(escalated.Before.Id)).Append(Throw(raise, OnEscalation("late"))).Append(End(end));
        var (first, last) = Draw(escalated.Part);
        Connect(start, escalated.Before.Id);
        Connect(escalated.Before.Id, raise);
        Connect(raise, first);
        Connect(last, end);
        var content = xml.ToString();
        xml = outer;
        xml.Append(Element("subProcess", escalated.Id, inner: content)).Append(Boundary(caught, escalated.Id, OnEscalation("late"), escalated.IsInterrupting)).Append(Manual(merge));
        var way = Draw(escalated.Way);
        Connect(caught, way.First);
        Connect(escalated.Id, merge);
        // What an event that does not interrupt begins ends by itself.
        if (escalated.IsInterrupting)
            Connect(way.Last, merge);
        return (escalated.Id, merge);
    }

    private string Beside(Begun begun)
    {
        var outer = xml;
        xml = new StringBuilder();
        var (start, end) = (begun.Id + "_event", begun.Id + "_handled");
        var (first, last) = Draw(begun.Way);
        xml.Append(End(end));
        Connect(start, first);
        Connect(last, end);
        var content = EventSubProcess(begun.Id + "_beside", start, Duration("PT1H"), begun.IsInterrupting, xml.ToString());
        xml = outer;
        return content;
    }

    private (string First, string Last) Split(Block block, string fork, string join, IReadOnlyList<Block> branches, Func<int, string?> condition)
    {
        var (first, last) = (block.Id + "_fork", block.Id + "_join");
        xml.Append(Element(fork, first)).Append(Element(join, last));
        for (var index = 0; index < branches.Count; index++)
        {
            var branch = Draw(branches[index]);
            Connect(first, branch.First, condition(index));
            Connect(branch.Last, last);
        }
        return (first, last);
    }

    private (string First, string Last) DrawLoop(Loop loop)
    {
        var (begin, round, count, again, end) = (loop.Id + "_begin", loop.Id + "_round", loop.Id + "_count", loop.Id + "_again", loop.Id + "_end");
        // The way back must not end in a gateway that joins.
        xml.Append(Script(begin, "=0", loop.Id)).Append(Manual(round)).Append(Script(count, $"={loop.Id} + 1", loop.Id))
            .Append(Element("exclusiveGateway", again)).Append(Manual(end));
        var part = Draw(loop.Part);
        Connect(begin, round);
        Connect(round, part.First);
        Connect(part.Last, count);
        Connect(count, again);
        Connect(again, round, $"={loop.Id} < {loop.Times}");
        Connect(again, end, $"={loop.Id} >= {loop.Times}");
        return (begin, end);
    }

    private (string First, string Last) DrawBordered(Bordered bordered)
    {
        var first = Activity(bordered.Host);
        var last = bordered.Id + "_merge";
        xml.Append(Boundary(
            bordered.Id,
            bordered.Host.Id,
            bordered.Kind switch { BorderKind.Error => OnError("failed"), BorderKind.InterruptingSignal => SignalOf(bordered), _ => Duration("PT1H") },
            bordered.Kind != BorderKind.NonInterruptingTimer));
        xml.Append(Manual(last));
        var way = Draw(bordered.Way);
        Connect(bordered.Id, way.First);
        Connect(first, last);
        // What a non-interrupting event begins ends by itself; everything else goes on together.
        if (bordered.Kind != BorderKind.NonInterruptingTimer)
            Connect(way.Last, last);
        return (first, last);
    }

    private void Connect(string from, string to, string? condition = null) => xml.Append(Flow(from, to, condition, $"f{++flows}"));
}
