namespace AfterSales.Bpmn.Lint.Soundness;

internal sealed partial class TokenGame
{
    /// <summary>Activities of an ad-hoc sub-process that can be begun.</summary>
    public IEnumerable<NetNode> Idle(Marking marking) =>
        // What is begun one after the other begins when nothing else is active, and that is part of the step before (see Rest).
        net.AdHoc is null or { IsSequential: true } && !layout.IsEmpty(marking) ? [] : layout.Idle(marking);

    /// <summary>Any of the activities are begun together, or none: the collection is a free choice. The others may be begun later, each once until nothing is active.</summary>
    private List<Reached> BeginAdHoc()
    {
        var all = layout.AllIdle();
        var open = new Stack<StepBranch>([new StepBranch(all.Copy())]);
        var activities = layout.Idle(all).ToList();
        if (!net.AdHoc!.IsSequential)
            foreach (var together in Together(activities))
                open.Push(Begin(new StepBranch(all.Copy()), together, open));
        return Finish(open, net.Beginning);
    }

    /// <summary>Beginning two that wait together is beginning one, then the other; only what passes at once may be over before.</summary>
    private IEnumerable<IReadOnlyList<NetNode>> Together(List<NetNode> activities)
    {
        if (activities.TrueForAll(activity => activity.Outcomes[0].Flows is [var flow] && net.Target(flow) is { Entry: NetEntry.Each, IsHold: true }))
            return activities.Select(activity => (IReadOnlyList<NetNode>)[activity]);
        if (activities.Count <= MostCombined)
            return Enumerable.Range(1, (1 << activities.Count) - 1).Select(subset => (IReadOnlyList<NetNode>)[.. activities.Where((_, position) => (subset >> position & 1) != 0)]);
        IsIncomplete = true;
        return [.. activities.Select(activity => (IReadOnlyList<NetNode>)[activity]), activities];
    }

    private StepBranch Begin(StepBranch branch, IReadOnlyList<NetNode> activities, Stack<StepBranch> others)
    {
        foreach (var activity in activities)
        {
            branch.Marking.Clear(layout.Hold(activity));
            Take(branch, activity.Outcomes[0], activity.Outcomes[0].Flows, others);
        }
        return branch;
    }

    /// <summary>The condition is true: everything else ends, or what is active is waited for.</summary>
    private StepBranch Meet(StepBranch branch)
    {
        branch.Marking.Set(layout.Met);
        if (net.AdHoc!.CancelsRemaining)
        {
            branch.Marking.ClearAll();
            branch.Queue.Clear();
            branch.HasEnded = true;
        }
        return branch;
    }

    /// <summary>
    /// As <c>Interpretation.Elements.AdHocSubProcess.ChildEnded</c>: nothing is active. The next activity begins where one waits for its turn; otherwise the
    /// sub-process is done, or waits for somebody to begin something, also what was done before.
    /// </summary>
    private void Rest(StepBranch branch, Stack<StepBranch> open)
    {
        var rules = net.AdHoc!;
        var isMet = branch.Marking[layout.Met];
        layout.ForgetEvents(branch.Marking);
        if (rules.IsSequential && !isMet)
            foreach (var activity in layout.Idle(branch.Marking))
                open.Push(Begin(branch.Copy(), [activity], open));
        if (isMet || !rules.HasCondition)
        {
            branch.Marking.ClearAll();
            branch.HasEnded = true;
            return;
        }
        branch.Marking.ClearAll();
        branch.Marking.Include(layout.AllIdle());
    }
}
